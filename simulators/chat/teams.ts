// Microsoft Teams: tokens for a bot, the Bot Framework connector, a workflow's webhook, and clicks signed as they are.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { request as send } from 'undici';
import { z } from 'zod';
import { read } from '../engine/control-body';
import { ClickSigner } from './teams/click-signer';
import { messageFault } from './teams/card-rules';
import type { ChatWorld } from './world';

export const BOT = { tenantId: 'sim-tenant', appId: 'sim-bot', appPassword: 'sim-bot-password' };
const WEBHOOK_BYTES_MAX = 28 * 1024;
const MESSAGE_BYTES_MAX = 100 * 1024;

interface Message {
  id: string;
  conversation: string;
  body: unknown;
  /** How often it was edited. */
  edits: number;
  via: 'bot' | 'webhook';
}

const click = z.strictObject({
  url: z.url(),
  verb: z.string(),
  data: z.record(z.string(), z.unknown()),
  aadObjectId: z.string(),
  tenantId: z.string().default(BOT.tenantId),
  claims: z.record(z.string(), z.unknown()).default({}),
});

/** `GET /_sim/teams`, `POST /_sim/teams/click` (as a person does; answers what the bot answered). */
export function addTeams(server: FastifyInstance, world: ChatWorld): void {
  const messages: Message[] = [];
  const tokens = new Set<string>();
  const signer = new ClickSigner(BOT.appId);
  world.onReset(() => {
    messages.length = 0;
    tokens.clear();
  });
  world.addControls((sim) => {
    sim.get('/teams', async () => ({ items: messages }));
    sim.post('/teams/click', async (asked) => {
      const { url, ...rest } = read(click, asked.body);
      const { token, activity } = signer.click({ ...rest, serviceUrl: world.url, now: world.clock.now() });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const answer = await send(url, { method: 'POST', headers, body: JSON.stringify(activity) });
      return { status: answer.statusCode, text: await answer.body.text() };
    });
  });

  void server.register(async (scope) => {
    scope.get('/v1/.well-known/openidconfiguration', async () => ({
      ...{ issuer: 'https://api.botframework.com', jwks_uri: `${world.url}/v1/.well-known/keys` },
      id_token_signing_alg_values_supported: ['RS256'],
    }));
    scope.get('/v1/.well-known/keys', async () => ({ keys: [signer.key()] }));

    scope.post<{ Params: { tenant: string } }>('/:tenant/oauth2/v2.0/token', async (request, reply) => {
      const form = z.record(z.string(), z.string()).safeParse(request.body);
      const { client_id: id, client_secret: secret, scope: wanted, grant_type: grant } = form.data ?? {};
      const known = id === BOT.appId && secret === BOT.appPassword && request.params.tenant === BOT.tenantId;
      if (!known)
        return reply.code(401).send({
          error: 'invalid_client',
          error_description: 'AADSTS7000215: Invalid client secret provided.',
        });
      if (grant !== 'client_credentials' || wanted !== 'https://api.botframework.com/.default')
        return reply.code(400).send({ error: 'invalid_scope', error_description: 'AADSTS70011' });
      const token = `sim-token-${randomUUID()}`;
      tokens.add(token);
      return { token_type: 'Bearer', expires_in: 3599, access_token: token };
    });

    scope.post<{ Params: { conversation: string } }>(
      '/v3/conversations/:conversation/activities',
      async (request, reply) => {
        if (!authorized(request.headers.authorization, tokens)) return unauthorized(reply);
        const fault = messageFault(request.body, MESSAGE_BYTES_MAX);
        if (fault !== null) return refused(reply, fault);
        const message: Message = {
          ...{ id: String(1_700_000_000_000 + messages.length), conversation: request.params.conversation },
          ...{ body: request.body, edits: 0, via: 'bot' },
        };
        messages.push(message);
        return reply.code(201).send({ id: message.id });
      },
    );

    scope.put<{ Params: { conversation: string; id: string } }>(
      '/v3/conversations/:conversation/activities/:id',
      async (request, reply) => {
        if (!authorized(request.headers.authorization, tokens)) return unauthorized(reply);
        const { conversation, id } = request.params;
        const message = messages.find((one) => one.id === id && one.conversation === conversation);
        if (!message)
          return reply
            .code(404)
            .send({ error: { code: 'ActivityNotFoundInConversation', message: 'Not found' } });
        const fault = messageFault(request.body, MESSAGE_BYTES_MAX);
        if (fault !== null) return refused(reply, fault);
        message.body = request.body;
        message.edits += 1;
        return { id };
      },
    );

    scope.post('/workflows/sim-signature/invoke', async (request, reply) => {
      const fault = messageFault(request.body, WEBHOOK_BYTES_MAX);
      if (fault !== null) return refused(reply, fault);
      messages.push({
        id: randomUUID(),
        conversation: 'webhook',
        body: request.body,
        edits: 0,
        via: 'webhook',
      });
      return reply.code(202).send();
    });
  });
}

function authorized(header: string | undefined, tokens: ReadonlySet<string>): boolean {
  return header !== undefined && header.startsWith('Bearer ') && tokens.has(header.slice('Bearer '.length));
}

function unauthorized(reply: FastifyReply): FastifyReply {
  return reply.code(401).send({ message: 'Authorization has been denied for this request.' });
}

function refused(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(400).send({ error: { code: 'BadSyntax', message } });
}
