// --watch: a terminal is drawn anew, a pipe gets only what changes, Ctrl-C is no error, and a restart of the server neither.
import type { CliIo } from '../../../client/cli/io';
import type { Incident } from '../../../domain/incident';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

const ONE = anIncident();
const TWO = anIncident({ id: 'inc-00000002', status: 'verifying' });

describe('--watch', () => {
  let world: World;
  let env: Record<string, string>;
  beforeEach(async () => {
    world = await aWorld();
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-anna',
    };
  });
  afterEach(() => world.app.close());

  /** Plays what is seen at each look; the last look is followed by Ctrl-C. */
  async function watched(
    argv: string[],
    looks: (() => Promise<unknown> | void)[],
    changes: Partial<CliIo> = {},
  ) {
    const stop = new AbortController();
    const waits: number[] = [];
    const left = [...looks];
    await left.shift()?.();
    const told = await penstock([...argv, '--watch'], env, {
      ...{ now: () => Date.parse(ONE.openedAt) + 60_000 },
      interrupted: () => stop.signal,
      sleep: async (ms) => {
        waits.push(ms);
        const next = left.shift();
        if (next) await next();
        else stop.abort();
      },
      ...changes,
    });
    return { ...told, waits };
  }
  const listed =
    (...items: Incident[]) =>
    () =>
      void world.reader.list.mockImplementation(() => Promise.resolve({ items, nextCursor: null }));

  it('draws a terminal anew every two seconds, and ends with 0 on Ctrl-C', async () => {
    const told = await watched(['incident', 'list'], [listed(ONE), listed(ONE), listed(TWO)], {
      redraws: true,
    });
    expect(told).toMatchObject({ code: 0, err: '', waits: [2000, 2000, 2000] });
    const screens = told.out.split('\u001b[H\u001b[J').slice(1);
    expect(screens).toHaveLength(3);
    expect(screens[2]).toContain(TWO.id);
    expect(screens[2]).not.toContain(ONE.id);
  });

  it('prints into a pipe only what is new or different, and no terminal escapes', async () => {
    const told = await watched(
      ['incident', 'list', '-o', 'yaml'],
      [listed(ONE), listed(ONE), listed(ONE, TWO)],
    );
    expect(told.code).toBe(0);
    expect(told.out.match(/^- schemaVersion/gm)).toHaveLength(2);
    expect(told.out.match(new RegExp(`id: ${ONE.id}$`, 'gm'))).toHaveLength(1);
    expect(told.out).not.toContain('\u001b[');
  });

  it.each([[['incident', 'get', ONE.id]], [['approval', 'list']], [['connection', 'list']]])(
    'is there for %j, too',
    async (argv) => {
      const told = await watched(argv, [() => undefined, () => undefined]);
      expect(told).toMatchObject({ code: 0, waits: [2000, 2000] });
      expect(told.out).not.toBe('');
    },
  );

  it('goes on while the server is away, once it has been there', async () => {
    const told = await watched(['incident', 'list'], [listed(ONE), () => world.app.close()]);
    expect(told).toMatchObject({ code: 0, err: expect.stringContaining('looking again') });
    expect(await watched(['incident', 'list'], [])).toMatchObject({ code: 3 });
  });
});
