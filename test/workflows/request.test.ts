// What a person asks for: the same protocol, policy and audit as a repair.
import { AccountsClient } from '../../client/accounts';
import { Refused } from '../../client/incident-door';
import type { Incident } from '../../domain/incident';
import type { ChangeRequest } from '../../domain/pipeline-event';
import { OpError } from '../../domain/op-error';
import { startWorld, type ScriptedProvider, type World } from './world';

let world: World;
let accounts: AccountsClient;
let counter = 0;

beforeAll(async () => {
  world = await startWorld();
  accounts = new AccountsClient(world.client);
}, 60_000);
afterAll(() => world.stop());

interface Circumstances {
  by?: string;
  byKind?: 'agent';
  spoil?: ScriptedProvider['spoil'];
}

async function ask(steps: ChangeRequest['steps'], { by = 'olga', byKind, spoil = null }: Circumstances = {}) {
  counter += 1;
  const connectionId = `asked-${process.pid}-${counter}`;
  const provider = world.provider(connectionId);
  provider.spoil = spoil;
  const ref = { provider: 'fivetran', account: 'sim', connectionId } as const;
  const asked = { steps, by, reason: 'because', ...(byKind === undefined ? {} : { byKind }) };
  const request = () => accounts.requestChange(ref, asked, `k${counter}`);
  const { incidentId } = await request();
  const workflowId = `incident/fivetran/sim/${connectionId}`;
  const until = (holds: (incident: Incident) => boolean) => world.until(workflowId, holds);
  return { provider, incidentId, workflowId, request, until };
}

const over = (incident: Incident) => incident.resolution !== undefined;
const status = (wanted: Incident['status']) => (incident: Incident) => incident.status === wanted;

describe('a change that a person asks for', () => {
  it('is made once and is over when it is done, in the name of who asked', async () => {
    const { provider, until } = await ask([{ kind: 'pause', params: {} }]);
    const incident = await until(over);
    expect(provider.applied).toEqual(['pause']);
    expect(incident.resolution).toMatchObject({ status: 'closed', reason: 'expected', by: 'olga' });
    expect(world.store.actions(incident.id)).toContain('step.applied');
  });

  it('is resolved only by the success of the sync that was asked for', async () => {
    const { provider, until } = await ask([{ kind: 'trigger_sync', params: {} }]);
    await until(status('verifying'));
    provider.succeed();
    expect((await until(over)).resolution).toMatchObject({ status: 'resolved', reason: 'verified' });
  });

  it('becomes an incident like any other when the sync that was asked for fails', async () => {
    const { provider, until } = await ask([{ kind: 'trigger_sync', params: {} }]);
    await until(status('verifying'));
    provider.fail('FATAL: password authentication failed for user "etl"');
    const incident = await until((i) => i.diagnosis?.symptom === 'failed');
    expect(incident.plan?.playbook).not.toMatch(/^requested/);
  });

  it('waits for two others where it destroys, and not for who asked', async () => {
    const { workflowId, provider, until } = await ask([{ kind: 'resync', params: {} }], {
      by: 'local-admin',
    });
    const incident = await until(status('awaiting_approval'));
    expect(incident.approval?.quorum).toBe(2);
    await expect(
      world.incidents.decide(workflowId, { decision: 'approve', by: 'local-admin' }),
    ).rejects.toThrow('asked for this change; somebody else must approve it');
    expect(provider.applied).toEqual([]);
    await world.incidents.control(workflowId, { command: 'cancel', by: 'local-admin' });
    await until(over);
  });

  it('waits for a person when an agent asks, though a person would not have had to wait', async () => {
    const { provider, until, workflowId } = await ask([{ kind: 'pause', params: {} }], { byKind: 'agent' });
    const waiting = await until(status('awaiting_approval'));
    expect(waiting).toMatchObject({ mode: 'recommend', approval: { required: true } });
    expect(waiting.approval?.reason).toContain('an agent asks for it');
    expect(provider.applied).toEqual([]);
    await world.incidents.decide(workflowId, { decision: 'approve', by: 'local-admin' });
    expect((await until(over)).resolution).toMatchObject({ reason: 'expected' });
    expect(provider.applied).toEqual(['pause']);
  });

  it('is refused while the connection has an open incident, naming it', async () => {
    const { request, incidentId, workflowId, until } = await ask([{ kind: 'resync', params: {} }]);
    await until(status('awaiting_approval'));
    await expect(request()).rejects.toThrow(Refused);
    await expect(request()).rejects.toThrow(incidentId);
    await world.incidents.control(workflowId, { command: 'cancel', by: 'local-admin' });
    await until(over);
  });

  it('ends with the provider’s own no', async () => {
    const { until } = await ask([{ kind: 'pause', params: {} }], {
      spoil: () => {
        throw new OpError('provider.rejected', { message: 'the plan does not include this' });
      },
    });
    expect((await until(over)).resolution).toMatchObject({
      reason: 'wont_fix',
      note: expect.stringContaining('the plan does not include this'),
    });
  });
});
