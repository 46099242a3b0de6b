// Errors as pages: the same status and the same words as the API's, and a way on.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, type Problem } from '../problem';
import type { ConsoleDeps } from './deps';
import { html } from './html';
import type { Page } from './page';
import { sendBare, sendFramed } from './send-page';

const TITLES: Record<number, string> = {
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not done',
  429: 'Too many attempts',
  500: 'Something went wrong',
  502: 'The provider did not do its part',
  503: 'Not available now',
};

/** Answers with the page of an error, and tells the problem. */
export function sendProblemPage(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ConsoleDeps,
): Problem {
  const problem = problemOf(error);
  void reply.status(problem.status).headers(problem.headers);
  const page = problemPage(problem, wayOn(request));
  const visit = deps.visits.find(request);
  if (visit) void sendFramed(page, visit, [], reply, deps);
  else void sendBare(page, reply, deps);
  return problem;
}

function problemPage({ status, detail }: Problem, wayOn: string): Page {
  const title = TITLES[status] ?? 'Refused';
  return {
    title,
    main: html`<h1>${title}</h1>
      <p class="alert" role="alert">${detail}</p>
      <p><a href="${wayOn}">${wayOn === '/' ? 'To the incidents' : 'Back, to see how it stands now'}</a></p>`,
  };
}

/** `/incidents/inc-1/decisions` was sent from `/incidents/inc-1`. */
function wayOn(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '/';
  if (request.method === 'POST') return path.replace(/^(\/incidents\/[^/]+|\/[^/]+)\/.*$/, '$1');
  return '/';
}
