// A vote is given for a part of all connections, as the API has it.
import { aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

let world: World;
let env: Record<string, string>;
beforeEach(async () => {
  world = await aWorld({ now: () => new Date() });
  env = {
    PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
    PENSTOCK_TOKEN: 'token-anna',
  };
});
afterEach(() => world.app.close());

const GIVE = ['approval', 'delegate', 'olga', '--for', '8h', '--reason', 'night'];
const PART = ['--provider', 'fivetran', '--account', 'prod', '--connection-id', 'orders_*'];
const SCOPE = { provider: 'fivetran', account: 'prod', connectionId: 'orders_*' };

it('gives a vote for one provider, account and pattern of connections, and lists it so', async () => {
  const told = await penstock([...GIVE, ...PART, '-o', 'json'], env);
  expect(told).toMatchObject({ code: 0 });
  expect(JSON.parse(told.out)).toMatchObject({ from: 'anna', to: 'olga', scope: SCOPE });
  const listed = await penstock(['approval', 'delegations'], env);
  expect(listed.out.replace(/\s+/g, ' ')).toContain('orders_*');
});

it('gives it for everything without a part, and says before sending what would be given', async () => {
  expect(JSON.parse((await penstock([...GIVE, '-o', 'json'], env)).out)).toMatchObject({ scope: {} });
  const would = await penstock([...GIVE, ...PART, '--dry-run', '-o', 'json'], env);
  expect(JSON.parse(would.out)).toMatchObject({ dryRun: true, scope: SCOPE });
  expect(await penstock([...GIVE, '--provider', 'stitch'], env)).toMatchObject({ code: 2 });
});
