// What keeps Penstock from acting, and in maintenance from calling anybody, whatever policy and people have allowed.
import { startWorld, type OpenCase, type World } from './world';
import { is } from './chat-world';

const TRANSIENT = 'read tcp: connection reset by peer';
const DRIFT = "Unknown column 'region' in 'field list'";
const MAINTENANCE_MS = 4000;

let world: World;
let over = 0;
beforeAll(async () => {
  over = Date.now() + MAINTENANCE_MS;
  const between = { from: new Date(over - 3_600_000).toISOString(), to: new Date(over).toISOString() };
  const freezes = [
    {
      id: 'upgrade',
      why: 'the warehouse is upgraded',
      scope: { connectionId: 'upgraded-*' },
      suppress: true as const,
      between,
    },
  ];
  world = await startWorld(undefined, { freezes });
}, 60_000);
afterAll(() => world.stop());

const target = (found: OpenCase) => `incident/fivetran/sim/${found.event.connectionId}`;
const approve = (found: OpenCase) =>
  world.incidents.decide(target(found), { decision: 'approve', by: 'local-admin' });
const control = (found: OpenCase, command: 'close', { reason }: { reason: string }) =>
  world.incidents.control(target(found), { command, by: 'local-admin', reason });

describe('maintenance', () => {
  it('keeps a failure quiet until it is over; what still fails then is an incident like any other', async () => {
    const found = await world.open(TRANSIENT, { connectionId: `upgraded-${process.pid}-${Date.now()}` });
    const quiet = await found.until((incident) => incident.flags.includes('suppressed'));
    expect(quiet.next).toContain('Suppressed by maintenance (the warehouse is upgraded)');
    expect(quiet.plan).toBeNull();
    const after = await found.until(is('verifying'));
    expect(Date.now()).toBeGreaterThanOrEqual(over);
    expect(after.flags).not.toContain('suppressed');
    expect(found.provider.applied).toEqual(['trigger_sync']);
  });
});

describe('the brakes', () => {
  it('hold a step that everybody has allowed until they are lifted, and the incident says so', async () => {
    const found = await world.open(DRIFT);
    await found.until(is('awaiting_approval'));
    const kill = { id: 'kill-1', kind: 'kill' as const, scope: { connectionId: found.event.connectionId } };
    world.brakes.push({
      ...kill,
      reason: 'wrong data',
      by: 'ada',
      since: found.event.occurredAt,
      until: null,
    });
    await approve(found);
    const held = await found.until((incident) => incident.flags.includes('frozen'));
    expect(held.next).toContain('Held by the kill switch of ada (wrong data)');
    expect(found.provider.applied).toEqual([]);
    world.brakes.splice(0);
    const after = await found.until(({ id }) => world.store.actions(id).includes('step.released'));
    expect(after.flags).not.toContain('frozen');
    expect(world.store.actions(held.id).filter((action) => action === 'step.held')).toHaveLength(1);
    expect(found.provider.applied.length).toBeGreaterThan(0);
    await control(found, 'close', { reason: 'expected' });
  });

  it('do not keep a person from ending the incident meanwhile', async () => {
    const found = await world.open(TRANSIENT);
    const freeze = {
      id: 'freeze-1',
      kind: 'freeze' as const,
      scope: { connectionId: found.event.connectionId },
    };
    world.brakes.push({
      ...freeze,
      reason: 'release',
      by: 'ada',
      since: found.event.occurredAt,
      until: null,
    });
    await found.until((incident) => incident.flags.includes('frozen'));
    await control(found, 'close', { reason: 'expected' });
    await found.until(is('closed'));
    expect(found.provider.applied).toEqual([]);
    world.brakes.splice(0);
  });
});
