// From a page's content to its answer: the frame of the visit around it, nothing kept by caches.
import type { FastifyReply } from 'fastify';
import { maySeeSome } from '../../domain/access/role-for';
import type { Brake } from '../../domain/brakes/brake';
import type { ConsoleDeps } from './deps';
import { isLive } from './live';
import { documentOf, type Page } from './page';
import type { Visit } from './visit';

/** Scripts, styles and pictures from here alone, none inside the page; no framing. */
const POLICY = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'].map((from) => `${from} 'self'`),
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `same-origin`, because with `no-referrer` browsers send forms with `Origin: null`. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
};

/** A page for somebody who is signed in; what their last act did is told on it, once. */
export async function sendPage(page: Page, visit: Visit, reply: FastifyReply, deps: ConsoleDeps) {
  const standing = await deps.brakes.standing(deps.now().toISOString());
  return sendFramed(
    page,
    visit,
    standing.filter(({ kind, scope }) => kind === 'kill' && maySeeSome(visit.person, scope)),
    reply,
    deps,
  );
}

/** Without a look into the store, which may be what is wrong. */
export function sendFramed(
  page: Page,
  { person, session }: Visit,
  pulled: readonly Brake[],
  reply: FastifyReply,
  deps: Pick<ConsoleDeps, 'assets'>,
) {
  const { notice, formToken } = session;
  if (!isLive(reply.request)) session.notice = null;
  const frame = { person, formToken, notice, pulled };
  return reply.headers(HEADERS).send(documentOf(page, deps.assets, frame));
}

/** A page for anybody. */
export function sendBare(page: Page, reply: FastifyReply, deps: Pick<ConsoleDeps, 'assets'>) {
  return reply.headers(HEADERS).send(documentOf(page, deps.assets));
}

/** After a form: what was done is told on the page that comes next. */
export function sendBack(to: string, notice: string, visit: Visit, reply: FastifyReply) {
  visit.session.notice = notice;
  return reply.header('cache-control', 'no-store').redirect(to, 303);
}
