// What happened around a failure, asked everywhere at once. Nobody who is slow or away holds up a diagnosis.
import type { ConnectionFacts } from '../domain/connection-state';
import type { AccountRef, Provider } from '../domain/connection-ref';
import { corroborate } from '../domain/correlation/corroborate';
import { observeMetric } from '../domain/correlation/metrics';
import { observeNeighbours, type Here } from '../domain/correlation/neighbours';
import type { Observation } from '../domain/correlation/observation';
import { observeOwnChanges } from '../domain/correlation/own-changes';
import { observeStatus } from '../domain/correlation/provider-status';
import { observeRuns } from '../domain/correlation/runs';
import type { Diagnosis } from '../domain/diagnosis';
import { OpError } from '../domain/op-error';
import type { PipelineEvent } from '../domain/pipeline-event';
import type { MetricSource, ProviderStatus } from '../domain/ports';
import type { Surroundings } from '../domain/store-ports';

export interface CorrelationDeps {
  /** So far back something may still have to do with a failure, milliseconds. */
  windowMs: number;
  /** Each source has so long, all of them together too. */
  timeLimitMs: number;
  surroundings: Pick<Surroundings, 'around'>;
  /** Accounts whose incidents may be shown with this one's, itself included. */
  tenantOf(ref: AccountRef): AccountRef[];
  status: ProviderStatus;
  metrics: readonly MetricSource[];
  now: () => Date;
}

/** Never throws for a source's sake: what could not be asked becomes evidence. */
export async function correlate(
  deps: CorrelationDeps,
  { event, facts, diagnosis }: { event: PipelineEvent; facts: ConnectionFacts | null; diagnosis: Diagnosis },
): Promise<Diagnosis> {
  if (diagnosis.symptom === 'recovered' || diagnosis.symptom === 'requested') return diagnosis;
  const here = hereOf(event, facts);
  const seen = await Promise.all([
    aroundIt(deps, here, event),
    statusOf(deps, event.provider),
    ...deps.metrics.map((source) => measured(deps, source, here, event)),
  ]);
  return corroborate(diagnosis, [...(facts ? observeRuns(facts) : []), ...seen.flat()]);
}

function hereOf({ provider, account, connectionId }: PipelineEvent, facts: ConnectionFacts | null): Here {
  const { service = 'unknown', destination = 'unknown' } = facts?.state ?? {};
  return { provider, account, connectionId, service, destination };
}

function aroundIt(deps: CorrelationDeps, here: Here, { occurredAt }: PipelineEvent): Promise<Observation[]> {
  return asked(deps, 'other incidents', async () => {
    const found = await deps.surroundings.around(here, from(deps, occurredAt), deps.tenantOf(here));
    const at = deps.now().toISOString();
    return [...observeNeighbours(here, found.neighbours, at), ...observeOwnChanges(found.ownChanges)];
  });
}

function statusOf(deps: CorrelationDeps, provider: Provider): Promise<Observation[]> {
  return asked(deps, `${provider}'s status page`, async () => {
    const report = await deps.status.read(provider);
    return report ? observeStatus(provider, report, deps.now().toISOString()) : [];
  });
}

function measured(
  deps: CorrelationDeps,
  source: MetricSource,
  here: Here,
  { occurredAt }: PipelineEvent,
): Promise<Observation[]> {
  return asked(deps, source.name, async () => {
    const to = deps.now().toISOString();
    const readings = await source.read(here, from(deps, occurredAt), to);
    return readings.map((reading) => observeMetric(reading, occurredAt));
  });
}

function from({ windowMs }: CorrelationDeps, occurredAt: string): string {
  return new Date(Date.parse(occurredAt) - windowMs).toISOString();
}

async function asked(
  { timeLimitMs, now }: CorrelationDeps,
  who: string,
  ask: () => Promise<Observation[]>,
): Promise<Observation[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `no answer within ${timeLimitMs / 1000} s`;
    timer = setTimeout(() => reject(new OpError('provider.unreachable', { message })), timeLimitMs);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (!(error instanceof OpError)) throw error;
    return [
      { kind: 'missing', at: now().toISOString(), text: `${who} could not be asked: ${error.message}` },
    ];
  } finally {
    clearTimeout(timer);
  }
}
