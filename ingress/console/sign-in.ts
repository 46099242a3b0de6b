// /login and /logout: a token of the API opens a session; wrong ones are counted.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import type { ConsoleDeps } from './deps';
import { readForm } from './form';
import { html, type Html } from './html';
import { assertSameOrigin } from './same-origin';
import { sendBare } from './send-page';
import { clearSessionCookie, sessionIdOf, setSessionCookie } from './session-cookie';

const ATTEMPTS_A_MINUTE_MAX = 10;
const TOKEN_CHARS_MAX = 8192;
const AGENT = 'this is the token of an agent; the console is for people';

const Query = z.object({ next: z.string().max(2000).optional() });
const Form = z.object({
  token: z.string().max(TOKEN_CHARS_MAX).default(''),
  next: z.string().max(2000).optional(),
});

export function signIn(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get('/login', (request, reply) =>
    loginPage(reply, deps, { next: readInput(Query, request.query).next ?? '/' }),
  );

  const rateLimit = {
    max: ATTEMPTS_A_MINUTE_MAX,
    timeWindow: 60_000,
    errorResponseBuilder: (_request: FastifyRequest, { after }: { after: string }) =>
      new Problem(429, `too many attempts to sign in; again in ${after}`),
  };
  app.post('/login', { config: { rateLimit } }, async (request, reply) => {
    assertSameOrigin(request, deps.links?.console);
    const { token, next = '/' } = readInput(Form, request.body);
    const credential = token.trim();
    try {
      const person = await deps.auth.identify(credential);
      if (person.kind === 'agent') throw new Problem(403, AGENT);
      deps.sessions.close(sessionIdOf(request, deps.links?.console));
      setSessionCookie(request, reply, deps.links?.console, deps.sessions.open(credential));
      deps.logger.info({ by: person.id }, 'console.signed_in');
      return await reply.redirect(ownPath(next), 303);
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 403)) throw error;
      deps.logger.warn({ address: request.ip, why: error.detail }, 'console.sign_in_refused');
      return loginPage(reply.status(error.status), deps, { next, fault: error.detail });
    }
  });
}

/** For those who are signed in. */
export function signOut(app: FastifyInstance, deps: ConsoleDeps): void {
  app.post('/logout', (request, reply) => {
    readForm(z.object({}), request, deps);
    deps.sessions.close(sessionIdOf(request, deps.links?.console));
    clearSessionCookie(request, reply, deps.links?.console);
    return reply.redirect('/login', 303);
  });
}

/** Only to a page of ours: never to where somebody else's link says. */
export function ownPath(next: string): string {
  return /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith('/login') ? next : '/';
}

function loginPage(reply: FastifyReply, deps: ConsoleDeps, shown: { next: string; fault?: string }) {
  return sendBare({ title: 'Sign in', main: form(shown) }, reply, deps);
}

function form({ next, fault }: { next: string; fault?: string }): Html {
  const alert = fault !== undefined && html`<p class="alert" role="alert" id="fault">${fault}</p>`;
  return html`<h1>Sign in</h1>
    ${alert}
    <form method="post" action="/login" class="sign-in">
      <input type="hidden" name="next" value="${ownPath(next)}" />
      <p>
        <label for="token">API token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="token-hint"
        />
      </p>
      <p id="token-hint" class="dim">
        Of a local stack it stands in the file <code>token</code> of the folder
        <code>PENSTOCK_HOME</code> (<code>.penstock</code> unless set): <code>cat .penstock/token</code>
      </p>
      <p><button>Sign in</button></p>
    </form>`;
}
