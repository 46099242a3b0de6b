// POST /webhooks/airbyte/{account}[/{secret}]: unsigned at the source, so a bearer token or the secret in the path.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { normaliseAirbyteWebhook } from '../../integrations/airbyte/normalise';
import { verifyAirbyteWebhook } from '../../integrations/airbyte/webhook';
import { accountOf, answerDelivery, type WebhookDeps } from '../delivery';
import { airbyteWebhook } from '../operations/webhooks';
import { rawBodyOf } from '../raw-body';

interface Route {
  Params: { account: string; secret?: string };
}

/** Unknown accounts are turned away before the body is read. */
export function airbyteWebhooks(app: FastifyInstance, deps: WebhookDeps): void {
  const handler = async (request: FastifyRequest<Route>, reply: FastifyReply) => {
    const account = accountOf('airbyte', request.params.account, deps.accounts);
    const { secret } = request.params;
    const receivedAt = deps.now();
    const verdict = verifyAirbyteWebhook({
      rawBody: rawBodyOf(request),
      headers: request.headers,
      secrets: account.webhookSecrets,
      ...(secret === undefined ? {} : { pathSecret: secret }),
    });
    await answerDelivery(
      verdict,
      (payload) => normaliseAirbyteWebhook(payload, { account: account.name, receivedAt }),
      { provider: account.provider, account: account.name, reply },
      deps,
    );
    return reply;
  };
  for (const url of ['/webhooks/airbyte/:account', '/webhooks/airbyte/:account/:secret']) {
    app.post<Route>(
      url,
      {
        schema: airbyteWebhook(url.endsWith(':secret')),
        onRequest: (request, _reply, done) => {
          accountOf('airbyte', request.params.account, deps.accounts);
          done();
        },
      },
      handler,
    );
  }
}
