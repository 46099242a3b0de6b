import { correlate, type CorrelationDeps } from '../../../activities/correlate';
import type { Diagnosis } from '../../../domain/diagnosis';
import { OpError } from '../../../domain/op-error';
import type { PipelineEvent } from '../../../domain/pipeline-event';

const AT = '2026-11-20T12:00:00.000Z';
const event: PipelineEvent = {
  ...{ id: 'x', kind: 'sync_failed', provider: 'fivetran', account: 'main', connectionId: 'c1' },
  ...{ source: 'poll', occurredAt: AT },
};
const diagnosis: Diagnosis = {
  ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.8, band: 'medium', decidedBy: 'rule' },
  ...{ summary: 's', action: 'retry_with_backoff', alternatives: [] },
  evidence: [{ id: 'e1', kind: 'event', at: AT, text: 'sync_failed' }],
};
const quiet: CorrelationDeps = {
  ...{ windowMs: 3_600_000, timeLimitMs: 100, now: () => new Date(AT), metrics: [] },
  tenantOf: (ref) => [ref],
  surroundings: { around: () => Promise.resolve({ neighbours: [], ownChanges: [] }) },
  status: { read: () => Promise.resolve(null) },
};
const run = (changes: Partial<CorrelationDeps>) =>
  correlate({ ...quiet, ...changes }, { event, facts: null, diagnosis });

describe('looking around a failure', () => {
  it('adds nothing where nothing was seen', async () => {
    expect(await run({})).toEqual(diagnosis);
  });

  it('waits for nobody beyond the limit, and says who was late', async () => {
    const silent = () => new Promise<never>(() => undefined);
    const began = performance.now();
    const found = await run({
      status: { read: silent },
      metrics: [{ name: 'Datadog', read: silent }],
    });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(found.evidence.slice(1).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "missing: fivetran's status page could not be asked: no answer within 0.1 s",
      'missing: Datadog could not be asked: no answer within 0.1 s',
    ]);
  });

  it('goes on without a store that is away', async () => {
    const away = () => Promise.reject(new OpError('store.unreachable', { message: 'no connection' }));
    const found = await run({ surroundings: { around: away } });
    expect(found.evidence.at(-1)?.text).toBe('other incidents could not be asked: no connection');
  });

  it('asks for the window before the failure, of this tenant alone', async () => {
    const around = jest.fn(() => Promise.resolve({ neighbours: [], ownChanges: [] }));
    await run({ surroundings: { around } });
    expect(around).toHaveBeenCalledWith(
      expect.objectContaining({ connectionId: 'c1', service: 'unknown' }),
      '2026-11-20T11:00:00.000Z',
      [expect.objectContaining({ account: 'main' })],
    );
  });
});
