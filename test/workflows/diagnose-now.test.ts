import { AccountsClient } from '../../client/accounts';
import { OpError } from '../../domain/op-error';
import { startWorld, type World } from './world';

let world: World;
let accounts: AccountsClient;
beforeAll(async () => {
  world = await startWorld();
  accounts = new AccountsClient(world.client);
}, 60_000);
afterAll(() => world.stop());

const ref = (connectionId: string) => ({ provider: 'fivetran' as const, account: 'sim', connectionId });

describe('a diagnosis asked for', () => {
  it('names what is wrong now, without opening an incident', async () => {
    world.provider('live-ill').fail('HTTP 429 Too Many Requests');
    const found = await accounts.diagnose(ref('live-ill'));
    expect(found).toMatchObject({
      connection: { connectionId: 'live-ill' },
      health: 'failing',
      diagnosis: { class: 'rate_limit', decidedBy: 'rule' },
    });
    const opened = world.client.workflow.list({ query: 'WorkflowId = "incident/fivetran/sim/live-ill"' });
    expect(await opened[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });

  it('says that nothing is wrong where a success came last', async () => {
    const well = world.provider('live-well');
    well.fail('HTTP 429 Too Many Requests');
    well.succeed();
    expect(await accounts.diagnose(ref('live-well'))).toMatchObject({ health: 'healthy', diagnosis: null });
  });

  it('still names the failure at which a connection was paused', async () => {
    const paused = world.provider('live-paused');
    paused.fail('HTTP 429 Too Many Requests');
    await paused.apply({ kind: 'pause' } as Parameters<typeof paused.apply>[0]);
    expect(await accounts.diagnose(ref('live-paused'))).toMatchObject({
      health: 'paused',
      diagnosis: { class: 'rate_limit', symptom: 'disabled' },
    });
  });

  it('passes on the provider’s own no', async () => {
    world.provider('live-gone').spoilRead = () => {
      throw new OpError('provider.not_found', { message: 'no such connection' });
    };
    await expect(accounts.diagnose(ref('live-gone'))).rejects.toMatchObject({ code: 'provider.not_found' });
  });
});
