// From a verified delivery to its answer, the same for every provider.
import type { FastifyReply } from 'fastify';
import type { AccountConfig } from '../domain/account';
import type { Provider } from '../domain/connection-ref';
import type { IgnoredEvent, PipelineEvent } from '../domain/pipeline-event';
import type { Metrics } from '../integrations/observability/metrics';
import type { IngressOptions } from './options';
import { Problem } from './problem';

export interface WebhookDeps extends IngressOptions {
  metrics: Metrics;
  now: () => Date;
}

const REFUSAL_STATUS = { unsigned: 401, bad_signature: 401, malformed: 400, stale: 400 } as const;

type Verdict<T> = { kind: 'verified'; payload: T } | { kind: keyof typeof REFUSAL_STATUS; reason: string };

/** The account a path names. @throws Problem 404 */
export function accountOf<P extends Provider>(
  provider: P,
  name: string,
  accounts: readonly AccountConfig[],
): Extract<AccountConfig, { provider: P }> {
  const account = accounts.find(
    (a): a is Extract<AccountConfig, { provider: P }> => a.provider === provider && a.name === name,
  );
  if (account) return account;
  throw new Problem(
    404,
    `no ${provider} account "${name.slice(0, 100)}" is configured (config/accounts.yaml)`,
  );
}

/** What cannot be proven or read. @throws Problem always */
export function refuseDelivery(
  from: { provider: string; account?: string },
  { kind, reason }: Exclude<Verdict<unknown>, { kind: 'verified' }>,
  { metrics, logger }: Pick<WebhookDeps, 'metrics' | 'logger'>,
): never {
  metrics.webhooks.inc({ provider: from.provider, result: kind });
  logger.warn({ ...from, kind, reason }, 'webhook.refused');
  throw new Problem(REFUSAL_STATUS[kind], reason);
}

/** From a verdict to the answer: 202 only after Temporal has the event. */
export async function answerDelivery<T>(
  verdict: Verdict<T>,
  normalise: (payload: T) => PipelineEvent | IgnoredEvent,
  delivery: { provider: Provider; account: string; reply: FastifyReply },
  deps: WebhookDeps,
): Promise<void> {
  const { provider, account, reply } = delivery;
  const count = (result: string) => deps.metrics.webhooks.inc({ provider, result });
  if (verdict.kind !== 'verified') return refuseDelivery({ provider, account }, verdict, deps);
  const event = normalise(verdict.payload);
  const reported = 'ignored' in event ? event : await deps.incidents.report(event);
  if ('ignored' in reported) {
    count('ignored');
    deps.logger.info({ provider, account, ignored: reported.ignored }, 'webhook.ignored');
    await reply.status(202).send({ incidentId: null, ignored: reported.ignored });
    return;
  }
  count('accepted');
  const { incidentId } = reported;
  deps.logger.info({ provider, account, incidentId }, 'webhook.accepted');
  await reply.status(202).send({ incidentId });
}
