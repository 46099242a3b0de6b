import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { OpError } from '../../domain/op-error';
import type { Incident } from '../../domain/incident';
import { fingerprintOf } from '../../domain/memory/fingerprint';
import { startWorld, type OpenCase, type World } from './world';

const TRANSIENT = 'read tcp: connection reset by peer';
const DRIFT = "Unknown column 'region' in 'field list'";
const MYSTERY = 'the widget frobnicated twice';
const QUOTA = 'HTTP 429 Too Many Requests';
const CDC = 'requested WAL segment has already been removed; the replication slot has become invalid';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.store.taught.push({
    ...{ incidentId: 'inc-0badcafe', ref: { provider: 'fivetran', account: 'sim', connectionId: 'c1' } },
    ...{ service: 'postgres', fingerprint: fingerprintOf(`${MYSTERY}, request 4711`) },
    ...{ class: 'network_transient', action: 'retry_with_backoff', steps: ['trigger_sync'] },
    ...{ verdict: 'verified', at: '2026-11-01T00:00:00.000Z' },
  });
}, 60_000);
afterAll(() => world.stop());

const is = (status: Incident['status']) => (incident: Incident) => incident.status === status;
const approve = (found: OpenCase, by = 'local-admin') =>
  world.incidents.decide(
    found.event.connectionId ? `incident/fivetran/sim/${found.event.connectionId}` : '',
    { decision: 'approve', by },
  );
const control = (
  found: OpenCase,
  command: 'close' | 'cancel' | 'retry' | 'snooze' | 'wake' | 'handback',
  rest: { reason?: string; until?: string } = {},
) =>
  world.incidents.control(`incident/fivetran/sim/${found.event.connectionId}`, {
    command,
    by: 'local-admin',
    ...rest,
  });

describe('memory', () => {
  it('proposes what was proven on the same failure before, without a rule for it', async () => {
    const found = await world.open(`${MYSTERY}, request 4712`);
    const { diagnosis } = await found.until((incident) => incident.diagnosis !== null);
    expect(diagnosis).toMatchObject({ decidedBy: 'memory', action: 'retry_with_backoff', band: 'medium' });
    expect(diagnosis?.evidence.at(-1)).toMatchObject({ kind: 'memory' });
  });

  it('keeps with the outcome what was tried and whether it helped', async () => {
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    found.provider.succeed();
    const { id } = await found.until(is('resolved'));
    const outcome = world.store.outcomes.find((one) => one.incidentId === id);
    expect(outcome?.cases).toEqual([
      expect.objectContaining({
        ...{ verdict: 'verified', steps: ['wait', 'trigger_sync'], class: 'network_transient' },
      }),
    ]);
  });
});

describe('an automatic incident', () => {
  it('is resolved only when the sync after the action has succeeded, with proof', async () => {
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['trigger_sync']);
    found.provider.succeed();
    const incident = await found.until(is('resolved'));
    expect(incident.resolution?.proof).toHaveLength(4);
    expect(world.store.actions(incident.id).at(-1)).toBe('incident.resolved');
  });

  it('keeps its history small: at most 60 events and no payload above 32 KiB, even for a message of 100 kB', async () => {
    const found = await world.open(`${TRANSIENT} ${'x'.repeat(100_000)}`.slice(0, 8000));
    await found.until(is('verifying'));
    found.provider.succeed();
    await world.incidents.report({ ...found.event, id: `${found.event.id}-ok`, kind: 'sync_succeeded' });
    await found.until(is('resolved'));
    const { events } = await found.handle.fetchHistory();
    expect(events?.length).toBeLessThanOrEqual(60);
    const payloads = [...historyToJSON({ events: events ?? [] }).matchAll(/"data": ?"([^"]*)"/g)];
    expect(payloads.length).toBeGreaterThan(10);
    for (const [, data = ''] of payloads) expect(Buffer.from(data, 'base64').length).toBeLessThan(32 * 1024);
  });

  it('counts repeats of an event and acts once', async () => {
    const found = await world.open(TRANSIENT);
    for (let i = 0; i < 5; i += 1) await world.incidents.report(found.event);
    await found.until(is('verifying'));
    expect((await found.look()).events.count).toBe(6);
    expect(found.provider.applied).toEqual(['trigger_sync']);
    found.provider.succeed();
    await found.until(is('resolved'));
  });

  it('is not over when a failure is told while its proof is being written', async () => {
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    let told = false;
    world.store.meanwhile = async (incident) => {
      if (told || incident.status !== 'resolved' || incident.connection.id !== found.event.connectionId)
        return;
      told = true;
      found.provider.fail(TRANSIENT);
      await world.incidents.report({ ...found.event, id: `${found.event.id}-new` });
    };
    found.provider.succeed();
    const again = await found.until((incident) => told && incident.status !== 'resolved');
    world.store.meanwhile = null;
    expect(world.store.actions(again.id)).toContain('incident.resolved');
    await found.until((incident) => world.store.actions(incident.id).includes('incident.reopened'));
    await control(found, 'close', { reason: 'expected' });
  });

  it('opens a new incident for news after its end, and none for an echo', async () => {
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    found.provider.succeed();
    const first = await found.until(is('resolved'));
    // The incident says that it is resolved a moment before its run has ended.
    await found.handle.result();
    await world.incidents.report(found.event);
    const echo = await found.until((incident) => incident.id !== first.id && incident.status === 'closed');
    expect(echo.resolution).toMatchObject({ reason: 'duplicate', by: 'system' });
    expect(world.store.incidents.has(echo.id)).toBe(false);

    await world.incidents.report({
      ...found.event,
      id: `${found.event.id}-again`,
      occurredAt: new Date().toISOString(),
    });
    const next = await found.until((incident) => incident.id !== first.id && incident.id !== echo.id);
    expect(next.status).not.toBe('closed');
    await control(found, 'close', { reason: 'expected' });
  });
});

describe('a provider that no longer lets us look', () => {
  const refusing = (code: 'provider.unauthorized' | 'provider.not_found') => () => {
    throw new OpError(code, { message: `refused: ${code}` });
  };

  it('with a revoked key keeps the incident open, says so, and goes on when the key is renewed', async () => {
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    found.provider.spoilRead = refusing('provider.unauthorized');
    const stuck = await found.until((incident) => incident.next.includes('provider.unauthorized'));
    expect(stuck.status).toBe('verifying');
    expect(world.store.actions(stuck.id)).toContain('provider.refuses');
    found.provider.spoilRead = null;
    found.provider.succeed();
    await found.until(is('resolved'));
  });

  it('because the connection was deleted keeps the incident open for a person, and acts no more', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    found.provider.spoilRead = refusing('provider.not_found');
    await approve(found);
    const stuck = await found.until((incident) => incident.next.includes('provider.not_found'));
    expect(stuck.availableTransitions).toContain('close');
    expect(found.provider.applied).toEqual([]);
    await control(found, 'close', { reason: 'no_action_needed: deleted' });
    await found.until(is('closed'));
  });
});

describe('the Temporal UI', () => {
  it('shows what an incident is, what it waits for, and finds it by search attribute', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    const metadata = JSON.stringify(await found.handle.query('__temporal_workflow_metadata'));
    expect(metadata).toContain('Next: Waiting for 1 approval');
    expect(metadata).toContain('schema_drift');
    const { staticSummary } = await found.handle
      .describe()
      .then(async (d) => ({ staticSummary: await d.staticSummary() }));
    expect(staticSummary).toContain(found.event.connectionId);
    const query = `PenstockConnection = '${found.event.connectionId}' AND PenstockStatus = 'awaiting_approval' AND PenstockClass = 'schema_drift' AND PenstockProvider = 'fivetran' AND PenstockAccount = 'sim' AND PenstockSeverity = 'high' AND PenstockMode = 'recommend'`;
    const deadline = Date.now() + 10_000;
    while ((await world.client.workflow.count(query)).count === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await world.client.workflow.count(query)).count).toBe(1);
    const { events } = await found.handle.fetchHistory();
    expect(historyToJSON({ events: events ?? [] })).toContain('userMetadata');
    await control(found, 'close', { reason: 'expected' });
  });
});

describe('effect once', () => {
  it('does not press the button again when the answer was lost after it worked', async () => {
    const found = await world.open(TRANSIENT);
    found.provider.spoil = (_command, apply) => {
      apply();
      throw new OpError('provider.outcome_unknown', { message: 'the answer was lost' });
    };
    await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['trigger_sync']);
    found.provider.succeed();
    await found.until(is('resolved'));
  });

  it('does not take a sync whose answer was lost, and which is over already, for one that never started', async () => {
    const found = await world.open(TRANSIENT);
    found.provider.spoil = (_command, apply) => {
      apply();
      found.provider.spoil = null;
      const lastFailureAt = new Date(Date.now() + 500).toISOString();
      found.provider.state = { ...found.provider.state, running: null, lastFailureAt };
      throw new OpError('provider.outcome_unknown', { message: 'the answer was lost' });
    };
    const replanned = await found.until((incident) => incident.plan?.id === 'p2');
    const first = world.store.intents.filter(
      (i) => i.incidentId === replanned.id && i.stepId.startsWith('p1-'),
    );
    expect(first).toHaveLength(1);
    await control(found, 'close', { reason: 'expected' });
  });

  it('acts again when the lost request never arrived', async () => {
    const found = await world.open(TRANSIENT);
    let lost = 0;
    found.provider.spoil = (_command, apply) => {
      lost += 1;
      if (lost === 1) throw new OpError('provider.outcome_unknown', { message: 'dropped' });
      apply();
    };
    await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['trigger_sync']);
    const { id } = await found.look();
    expect(world.store.intents.filter((intent) => intent.incidentId === id)).toHaveLength(2);
    await control(found, 'close', { reason: 'expected' });
  });

  it('waits durably for as long as the provider asks, then acts once', async () => {
    const found = await world.open(TRANSIENT);
    let asked = 0;
    found.provider.spoil = (_command, apply) => {
      asked += 1;
      if (asked === 1) throw new OpError('provider.rate_limited', { message: '429', retryAfterMs: 1500 });
      apply();
    };
    const waiting = await found.until((incident) => incident.next.includes('Retry-After'));
    expect(waiting.status).toBe('remediating');
    await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['trigger_sync']);
    await control(found, 'close', { reason: 'expected' });
  });

  it('leaves a destructive step of unknown outcome to a person, never to a second try', async () => {
    const found = await world.open(CDC);
    let tries = 0;
    found.provider.spoil = () => {
      tries += 1;
      throw new OpError('provider.outcome_unknown', { message: 'timed out' });
    };
    await found.until(is('awaiting_approval'));
    await approve(found, 'local-admin');
    await approve(found, 'local-approver');
    const incident = await found.until((i) => i.flags.includes('escalated'));
    expect(tries).toBe(1);
    expect(incident.plan?.steps[0]).toMatchObject({ kind: 'resync', status: 'unknown' });
    await control(found, 'close', { reason: 'fixed_by_human: looked at the console' });
    expect((await found.until(is('closed'))).resolution).toMatchObject({
      reason: 'fixed_by_human',
      note: 'looked at the console',
    });
  });

  it('credits a sync that somebody else started instead of starting a second', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    found.provider.spoil = (command, apply) => {
      apply();
      if (command.kind === 'reload_schema')
        found.provider.state = { ...found.provider.state, running: {}, schemaChange: 'none' };
    };
    found.provider.state = { ...found.provider.state, schemaChange: 'breaking' };
    await approve(found);
    const incident = await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['reload_schema']);
    expect(incident.plan?.steps.find((s) => s.kind === 'trigger_sync')?.outcome).toContain('credited');
    await control(found, 'close', { reason: 'expected' });
  });

  it('undoes a pause when the plan cannot go on', async () => {
    const found = await world.open(QUOTA);
    found.provider.spoil = (command, apply) => {
      if (command.kind === 'trigger_sync')
        throw new OpError('provider.forbidden', { message: 'no permission' });
      apply();
    };
    await found.until((incident) => incident.flags.includes('escalated'));
    expect(found.provider.applied).toEqual(['pause', 'resume']);
    expect(found.provider.state.active).toBe(true);
    await control(found, 'close', { reason: 'expected' });
  });
});

describe('people', () => {
  it('are refused with the reason, and nothing changes, when a decision does not fit', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    const target = `incident/fivetran/sim/${found.event.connectionId}`;
    await expect(world.incidents.decide(target, { decision: 'approve', by: 'mallory' })).rejects.toThrow(
      /mallory may not decide/,
    );
    await expect(
      world.incidents.decide(target, { decision: 'approve', by: 'local-admin', planHash: 'another' }),
    ).rejects.toThrow(/plan has changed/);
    const before = await found.look();
    expect(before).toMatchObject({ status: 'awaiting_approval', approval: { votes: [] } });
    await found.handle.signal('decide', {
      decision: 'reject',
      by: 'local-admin',
      reason: 'not now',
      planHash: before.plan?.hash,
    });
    const closed = await found.until(is('closed'));
    expect(closed.resolution).toMatchObject({ reason: 'rejected', by: 'local-admin', note: 'not now' });
    await expect(approve(found)).rejects.toThrow();
    expect(found.provider.applied).toEqual([]);
  });

  it('can postpone, and are asked again afterwards', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    await control(found, 'snooze', { until: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await found.until((i) => i.flags.includes('snoozed'))).availableTransitions).toContain('wake');
    await approve(found);
    await found.until((i) => i.next.startsWith('Snoozed'));
    expect(found.provider.applied).toEqual([]);
    await control(found, 'wake');
    await found.until((i) => i.status === 'verifying' || i.flags.includes('escalated'));
    await control(found, 'close', { reason: 'expected' });
  });

  it('can cancel in the middle, and what was half done is undone', async () => {
    const found = await world.open(`${QUOTA}. Retry after 600 seconds`);
    await found.until((i) => i.next.startsWith('Waiting until') && !found.provider.state.active);
    await control(found, 'cancel', { reason: 'planned maintenance' });
    expect((await found.until(is('cancelled'))).resolution).toMatchObject({ by: 'local-admin' });
    expect(found.provider.applied).toEqual(['pause', 'resume']);
  });

  it('may cancel in Temporal itself with the same care', async () => {
    const found = await world.open(`${QUOTA}. Retry after 600 seconds`);
    await found.until((i) => i.next.startsWith('Waiting until') && !found.provider.state.active);
    await found.handle.cancel();
    await found.until(is('cancelled'));
    expect(found.provider.applied).toEqual(['pause', 'resume']);
  });

  it('are given what no API call can fix, and Penstock goes on by itself when they hand back', async () => {
    const found = await world.open('FATAL: password authentication failed for user "loader"');
    const handed = await found.until((i) => i.flags.includes('handoff'));
    expect(handed).toMatchObject({ status: 'remediating' });
    expect(handed.plan?.steps[0]?.params).toMatchObject({ url: expect.stringContaining('provider.example') });
    expect(found.provider.applied).toEqual([]);
    found.provider.spoil = (command, apply) => {
      apply();
      if (command.kind === 'run_setup_tests')
        found.provider.state = { ...found.provider.state, setup: 'connected' };
    };
    found.provider.state = { ...found.provider.state, setup: 'broken' };
    await control(found, 'handback');
    await found.until(is('verifying'));
    expect(found.provider.applied).toEqual(['run_setup_tests', 'trigger_sync']);
    found.provider.succeed();
    await found.until(is('resolved'));
  });

  it('are not needed any more when the connection recovers while they think', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    found.provider.succeed();
    await world.incidents.report({ ...found.event, id: `${found.event.id}-ok`, kind: 'sync_succeeded' });
    await found.until(is('resolved'));
    expect(found.provider.applied).toEqual([]);
  });
});

describe('a policy that changes while an incident waits', () => {
  it('is obeyed before the next write where it asks for more: planned anew, asked again', async () => {
    const found = await world.open(DRIFT);
    const first = await found.until(is('awaiting_approval'));
    const { policies, hashes } = world.config;
    const before = { hash: hashes.policies, files: [...policies.files] };
    const two = { id: 'two', why: 'an audit asks for two', match: {}, approval: { quorum: 2 } };
    policies.files.unshift({ name: 'audit', version: '1', rules: [two] });
    hashes.policies = 'after-the-change';
    try {
      await approve(found);
      const again = await found.until((i) => is('awaiting_approval')(i) && i.plan?.hash !== first.plan?.hash);
      expect(again.approval).toMatchObject({ quorum: 2 });
      expect(found.provider.applied).toEqual([]);
      expect(world.store.actions(first.id)).toContain('plan.outdated');
      await approve(found);
      await approve(found, 'local-approver');
      await found.until((i) => found.provider.applied.length > 0 && i.status !== 'awaiting_approval');
    } finally {
      policies.files.splice(0, policies.files.length, ...before.files);
      hashes.policies = before.hash;
    }
    await control(found, 'close', { reason: 'expected' });
  });

  it('leaves a plan alone where it asks for no more', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    const was = world.config.hashes.policies;
    world.config.hashes.policies = 'another-comment';
    await approve(found);
    await found.until((i) => found.provider.applied.length > 0 && i.status !== 'awaiting_approval');
    world.config.hashes.policies = was;
    expect(world.store.actions((await found.look()).id)).not.toContain('plan.outdated');
    await control(found, 'close', { reason: 'expected' });
  });
});

describe('not proven', () => {
  it('is never resolved: one re-plan, then a person; and a later success still proves itself', async () => {
    const found = await world.open(TRANSIENT);
    const fail = async () => {
      await found.until(is('verifying'));
      found.provider.state = {
        ...found.provider.state,
        running: null,
        lastFailureAt: new Date(Date.now() + 1000).toISOString(),
      };
    };
    await fail();
    await found.until((i) => i.plan?.id === 'p2');
    await fail();
    const incident = await found.until((i) => i.flags.includes('escalated'));
    expect(incident.status).toBe('open');
    expect(found.provider.applied).toEqual(['trigger_sync', 'trigger_sync']);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    found.provider.succeed();
    await found.until(is('resolved'));
  });

  it('survives a provider that cannot be reached: the incident waits, it does not fail', async () => {
    const found = await world.open(TRANSIENT, { connectionId: `down-${process.pid}` });
    let asked = 0;
    found.provider.spoilRead = () => {
      asked += 1;
      if (asked < 3) throw new OpError('provider.unreachable', { message: 'connection refused' });
    };
    await found.until(is('verifying'));
    await control(found, 'close', { reason: 'expected' });
  });
});

it('stays small on a noisy connection: it continues as new and still knows what it waits for', async () => {
  const found = await world.open(DRIFT);
  await found.until(is('awaiting_approval'));
  const before = await found.handle.describe();
  for (let batch = 0; batch < 42; batch += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        found.handle.signal('eventReported', { ...found.event, id: `noise-${batch}-${i}` }),
      ),
    );
  }
  const deadline = Date.now() + 40_000;
  let after = await found.handle.describe();
  while (after.runId === before.runId && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    after = await found.handle.describe();
  }
  expect(after.runId).not.toBe(before.runId);
  const incident = await found.until((i) => i.events.count > 4000);
  expect(incident).toMatchObject({ status: 'awaiting_approval', runId: before.runId });
  await control(found, 'close', { reason: 'expected' });
  await found.until(is('closed'));
}, 120_000);
