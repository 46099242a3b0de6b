// POST /webhooks/fivetran/{account}: signed with X-Fivetran-Signature-256 over the raw body.
import type { FastifyInstance } from 'fastify';
import { normaliseFivetranWebhook } from '../../integrations/fivetran/normalise';
import { verifyFivetranWebhook } from '../../integrations/fivetran/webhook';
import { accountOf, answerDelivery, type WebhookDeps } from '../delivery';
import { FIVETRAN_WEBHOOK } from '../operations/webhooks';
import { rawBodyOf } from '../raw-body';

/** Unknown accounts are turned away before the body is read. */
export function fivetranWebhooks(app: FastifyInstance, deps: WebhookDeps): void {
  app.post<{ Params: { account: string } }>(
    '/webhooks/fivetran/:account',
    {
      schema: FIVETRAN_WEBHOOK,
      onRequest: (request, _reply, done) => {
        accountOf('fivetran', request.params.account, deps.accounts);
        done();
      },
    },
    async (request, reply) => {
      const account = accountOf('fivetran', request.params.account, deps.accounts);
      const verdict = verifyFivetranWebhook({
        rawBody: rawBodyOf(request),
        headers: request.headers,
        secrets: account.webhookSecrets,
        now: deps.now(),
      });
      const delivery = { provider: account.provider, account: account.name, reply };
      await answerDelivery(
        verdict,
        (payload) => normaliseFivetranWebhook(payload, account.name),
        delivery,
        deps,
      );
      return reply;
    },
  );
}
