// The Web API: `/api/{method}`, by POST or GET, in form or JSON. Every answer is 200 but for rate limits.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { frameworkStatus } from '../../engine/framework-fault';
import { MalformedBody } from '../../engine/http-server';
import { APP_METHODS } from './app-methods';
import { Arguments, tokenOf } from './arguments';
import { CHAT_METHODS } from './chat-methods';
import { CONVERSATION_METHODS } from './conversation-methods';
import { RateLimited, Refusal } from './refusal';
import { USER_METHODS } from './user-methods';
import { VIEW_METHODS } from './view-methods';
import type { Method } from './method';
import type { Settings } from './settings';
import type { Workspace } from './workspace';

const METHODS = new Map<string, Method>(
  Object.entries({
    ...{ ...APP_METHODS, ...CHAT_METHODS, ...CONVERSATION_METHODS },
    ...{ ...USER_METHODS, ...VIEW_METHODS },
  }),
);
const WITHOUT_TOKEN = ['api.test'];

export function addWebApi(server: FastifyInstance, workspace: Workspace): void {
  void server.register(
    async (api) => {
      api.setErrorHandler((error, _request, reply) => answerError(error, reply));
      api.route<{ Params: { method: string } }>({
        method: ['GET', 'POST'],
        url: '/:method',
        handler: async (request) => {
          const name = request.params.method;
          const method = METHODS.get(name);
          if (method === undefined) throw new Refusal('unknown_method');
          if (!WITHOUT_TOKEN.includes(name)) authenticate(name, tokenOf(request), workspace.settings);
          const args = Arguments.of(request);
          workspace.rateLimit.take(workspace.settings.rateLimits, name, args.text('channel'));
          return { ok: true, ...method(workspace, args) };
        },
      });
    },
    { prefix: '/api' },
  );
}

/** The app's own token opens sockets and nothing else; the bot's token all the rest. */
function authenticate(name: string, given: string | undefined, { token, appToken }: Settings): void {
  const [right, wrong] = name in APP_METHODS ? [appToken, token] : [token, appToken];
  if (given === undefined) throw new Refusal('not_authed');
  if (given === wrong) throw new Refusal('not_allowed_token_type');
  if (given !== right) throw new Refusal('invalid_auth');
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return reply.code(200).send(error.toBody());
  if (error instanceof RateLimited)
    return reply
      .code(429)
      .header('retry-after', String(error.retryAfterSeconds))
      .send({ ok: false, error: 'ratelimited' });
  if (error instanceof MalformedBody) return reply.code(200).send({ ok: false, error: 'invalid_json' });
  const status = frameworkStatus(error);
  return status === null
    ? reply.code(500).send({ ok: false, error: 'internal_error' })
    : reply.code(status).send({ ok: false, error: 'invalid_post_type' });
}
