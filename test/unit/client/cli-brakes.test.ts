// The brakes over HTTP and on the command line: who may pull, who may let go, and what everybody sees.
import { aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

let world: World;
let url: string;
beforeEach(async () => {
  world = await aWorld();
  url = await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => world.app.close());

const run = (person: string, ...argv: string[]) =>
  penstock(argv, { PENSTOCK_API_URL: url, PENSTOCK_TOKEN: `token-${person}` });

describe('the brakes', () => {
  it('are pulled by an operator with a reason, stand for everybody to see, and a viewer may not', async () => {
    expect(await run('vera', 'kill', 'on', '--reason', 'x', '--yes')).toMatchObject({ code: 126 });
    expect(await run('olga', 'kill', 'on', '--yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--reason'),
    });
    expect(await run('vera', 'kill', 'status')).toMatchObject({ code: 0, out: 'off\n' });
    const pulled = await run('olga', 'kill', 'on', '--account', 'prod', '--reason', 'wrong data', '--yes');
    expect(pulled).toMatchObject({ code: 0, out: expect.stringMatching(/^kill-\w{8} prod by olga/) });
    const status = await run('vera', 'kill', 'status', '-o', 'json');
    expect(status.code).toBe(1);
    expect(JSON.parse(status.out)).toMatchObject({
      on: true,
      items: [{ kind: 'kill', scope: { account: 'prod' }, reason: 'wrong data', by: 'olga', until: null }],
    });
  });

  it('are let go by those who may: a freeze by an approver, the kill switch by an administrator alone', async () => {
    const frozen = await run(
      'olga',
      'freeze',
      'on',
      '--for',
      '2h',
      '--reason',
      'release',
      '--yes',
      '-o',
      'json',
    );
    const { id, until } = JSON.parse(frozen.out) as { id: string; until: string };
    expect(Date.parse(until)).toBeGreaterThan(0);
    expect(await run('olga', 'freeze', 'off', id)).toMatchObject({ code: 126 });
    expect(await run('anna', 'freeze', 'off', id)).toMatchObject({ code: 0, out: `lifted ${id}\n` });
    expect(await run('anna', 'freeze', 'off', id)).toMatchObject({ code: 1 });
    await run('olga', 'kill', 'on', '--reason', 'stop', '--yes');
    expect(await run('anna', 'kill', 'off', 'all')).toMatchObject({ code: 126 });
  });

  it('refuse a time that has passed, and a scope that is none', async () => {
    const past = await run('olga', 'freeze', 'on', '--until', '2020-01-01', '--reason', 'x', '--yes');
    expect(past).toMatchObject({ code: 2, err: expect.stringContaining('lies in the past') });
    const odd = await run('olga', 'kill', 'on', '--provider', 'stitch', '--reason', 'x', '--yes');
    expect(odd.code).toBe(2);
  });
});
