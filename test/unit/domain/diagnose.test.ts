import { join } from 'node:path';
import type { CompiledRules } from '../../../domain/classification/compile';
import type { ConnectionFacts, ConnectionState, SyncRun } from '../../../domain/connection-state';
import { diagnose } from '../../../domain/diagnose';
import { LIMITS } from '../../../domain/limits';
import type { PipelineEvent } from '../../../domain/pipeline-event';
import { loadConfigFiles } from '../../../integrations/config-files/load';
import { connectionState } from '../../connection-state';

let rules: CompiledRules;
beforeAll(async () => {
  ({ rules } = await loadConfigFiles(join(__dirname, '..', '..', '..', 'config'), {}));
});

const NOW = '2026-11-20T18:00:00Z';

const event = (more: Partial<PipelineEvent> = {}): PipelineEvent => ({
  provider: 'fivetran',
  account: 'prod',
  connectionId: 'c1',
  id: 'e',
  kind: 'sync_failed',
  occurredAt: '2026-11-20T12:00:00Z',
  source: 'webhook',
  ...more,
});

function facts(state: Partial<ConnectionState> = {}, runs: SyncRun[] = []): ConnectionFacts {
  return {
    state: connectionState({ readAt: NOW, lastFailureAt: '2026-11-20T12:00:00Z', ...state }),
    runs,
    missing: [],
  };
}

const run = (id: string, more: Partial<SyncRun> = {}): SyncRun => ({
  id,
  kind: 'sync',
  status: 'succeeded',
  startedAt: '2026-11-20T13:00:00Z',
  endedAt: '2026-11-20T13:05:00Z',
  rows: 10,
  bytes: 100,
  ...more,
});

const seen = (e: PipelineEvent, f: ConnectionFacts | null) =>
  diagnose({ rules, event: e, facts: f, now: NOW });

describe('what is seen from outside', () => {
  it('is a failure while no later run has succeeded', () => {
    expect(seen(event(), facts()).symptom).toBe('failed');
  });

  it('is recovery on Fivetran only when a success is newer than the failure and than the event', () => {
    expect(seen(event(), facts({ lastSuccessAt: '2026-11-20T13:00:00Z' })).symptom).toBe('recovered');
    const failedAgain = { lastSuccessAt: '2026-11-20T13:00:00Z', lastFailureAt: '2026-11-20T14:00:00Z' };
    expect(seen(event(), facts(failedAgain)).symptom).toBe('failed');
  });

  it('is recovery on Airbyte only when a newer job has moved data', () => {
    const failed = event({ provider: 'airbyte', runId: '7' });
    const newer = (more: Partial<SyncRun>) =>
      facts({ lastRunId: '8' }, [run('8', more), run('7', { status: 'failed' })]);
    expect(seen(failed, newer({})).symptom).toBe('recovered');
    expect(seen(failed, newer({ rows: null, bytes: null })).symptom).toBe('failed');
    expect(seen(failed, facts({ lastRunId: '7' }, [run('7', { status: 'failed' }), run('6')])).symptom).toBe(
      'failed',
    );
  });

  it('is a wait where the provider will try again by itself', () => {
    const answer = seen(event(), facts({ rescheduledFor: '2026-11-20T19:00:00Z' }));
    expect(answer).toMatchObject({ symptom: 'rescheduled', retryAt: '2026-11-20T19:00:00Z' });
  });

  it('is what verification learned, when it has learned something', () => {
    const learned = { symptom: 'moved_nothing' as const, detail: 'the sync succeeded but moved nothing' };
    const answer = diagnose({ rules, event: event(), facts: facts(), learned, now: NOW });
    expect(answer.symptom).toBe('moved_nothing');
    expect(answer.summary).toContain('moved nothing');
    expect(answer.evidence.map((item) => item.kind)).toContain('verification');
  });
});

describe('the cause', () => {
  it('is read from the run when the event carries no words', () => {
    const failed = run('7', {
      status: 'failed',
      failure: { message: 'password authentication failed for user "etl"', type: 'config_error' },
    });
    const answer = seen(event({ provider: 'airbyte', runId: '7' }), facts({ lastRunId: '7' }, [failed]));
    expect(answer).toMatchObject({ class: 'authentication', decidedBy: 'rule', band: 'high' });
    expect(answer.summary).toContain('[e1]');
  });

  it('is schema drift when the provider says that a breaking change waits, whatever the words', () => {
    const answer = seen(
      event({ provider: 'airbyte', message: 'it stopped' }),
      facts({ schemaChange: 'breaking' }),
    );
    expect(answer).toMatchObject({ class: 'schema_drift', decidedBy: 'provider' });
  });

  it('lies at the destination when Fivetran asks to reconnect the warehouse', () => {
    const message = 'HTTP 503 Service Unavailable';
    expect(seen(event({ message, failureType: 'reconnect_warehouse' }), facts()).class).toBe(
      'destination_failure',
    );
  });

  it('is unknown, and said to be, where nothing decides', () => {
    expect(seen(event({ message: 'hm' }), null)).toMatchObject({
      class: 'unknown',
      confidence: 0,
      band: 'none',
      decidedBy: 'nothing',
      action: 'escalate',
    });
  });
});

describe('when to come back', () => {
  it('counts from when the provider said it, not from when we heard it', () => {
    const message = 'HTTP 429 Too Many Requests. Retry after 60 seconds';
    expect(seen(event({ message }), facts()).retryAt).toBe('2026-11-20T12:01:00.000Z');
  });
});

describe('evidence', () => {
  it('is numbered, bounded, and holds no secret; the summary neither', () => {
    const secret = 'EAAGm0PX4ZCpsBAKZCZ17';
    const message = `the token "${secret}" is invalid ${'x'.repeat(20_000)}`;
    const answer = seen(
      event({ message }),
      facts({
        notices: Array.from({ length: 30 }, (_, i) => ({ severity: 'task', code: `t${i}`, message })),
      }),
    );
    expect(answer.evidence.length).toBeLessThanOrEqual(LIMITS.evidenceItemsMax);
    expect(answer.evidence.map((item) => item.id)).toEqual(answer.evidence.map((_, i) => `e${i + 1}`));
    for (const item of answer.evidence)
      expect(item.text.length).toBeLessThanOrEqual(LIMITS.evidenceTextCharsMax);
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  it('says what could not be read', () => {
    expect(seen(event(), null).evidence.map((item) => item.kind)).toContain('missing');
    const partly = { ...facts(), missing: [{ what: 'sync history', why: 'not in the plan' }] };
    expect(seen(event(), partly).evidence.at(-1)?.text).toContain('sync history');
  });
});
