// The scope that all providers' webhooks share: raw bytes, 1 MiB, a rate limit a sender, and one way to answer.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '../../domain/limits';
import type { WebhookDeps } from '../delivery';
import { Problem } from '../problem';
import { airbyteWebhooks } from './webhooks-airbyte';
import { slackRoutes } from './slack';
import { teamsRoutes } from './teams';
import { ticketRoutes } from './tickets';
import { fivetranWebhooks } from './webhooks-fivetran';

const PER_MINUTE_MAX = 6000;

/** Registers every provider's webhook routes. */
export async function webhooks(app: FastifyInstance, deps: WebhookDeps): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: LIMITS.webhookBodyBytesMax },
    (_request, body, done) => done(null, body),
  );
  await app.register(rateLimit, {
    max: deps.webhooksPerMinuteMax ?? PER_MINUTE_MAX,
    timeWindow: 60_000,
    // Invented account names share one budget, so that they cannot fill the memory of the limiter.
    keyGenerator: (request) => {
      const { account } = request.params as { account?: string }; // every route of this scope has it
      const known = deps.accounts.some((a) => a.name === account);
      return `${known ? account : '?'} ${request.ip}`;
    },
    errorResponseBuilder: (_request, { after }) => new Problem(429, `too many deliveries; again in ${after}`),
  });
  fivetranWebhooks(app, deps);
  airbyteWebhooks(app, deps);
  slackRoutes(app, deps);
  ticketRoutes(app, deps);
  teamsRoutes(app, deps);
}
