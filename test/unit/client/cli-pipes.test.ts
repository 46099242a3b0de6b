// What scripts read: nothing is cut where no terminal is; a terminal gets lines that fit; links lead to the console.
import { processIo } from '../../../client/cli/config';
import type { AuditRow } from '../../../domain/audit-entry';
import { knownConnection } from '../../known-connection';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

const LONG = 'a name that is much longer than any column of any table may ever be, with no end in sight';
const PIPED = { columns: Infinity };

describe('the command line', () => {
  let world: World;
  let env: Record<string, string>;
  beforeEach(async () => {
    world = await aWorld({ now: () => new Date(), links: { console: 'http://127.0.0.1:8080/incidents' } });
    const shown = anIncident({ connection: { ...anIncident().connection, name: LONG } });
    world.reader.get.mockResolvedValue(shown);
    world.reader.list.mockResolvedValue({ items: [shown], nextCursor: null });
    world.connections.list.mockResolvedValue({
      items: [knownConnection({ account: 'prod', name: LONG })],
      nextCursor: null,
    });
    world.reader.audit.mockResolvedValue([aRow()]);
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-anna',
    };
  });
  afterEach(() => world.app.close());

  it.each([[['incident', 'list']], [['connection', 'list']], [['incident', 'timeline', anIncident().id]]])(
    'penstock %j shows everything into a pipe, and what fits on a terminal',
    async (argv) => {
      const piped = await penstock(argv, env, PIPED);
      expect(piped).toMatchObject({ code: 0, out: expect.stringContaining(LONG) });
      expect(piped.out).not.toContain('…');
      for (const columns of [80, 100]) {
        const { out } = await penstock(argv, env, { columns });
        expect(out).toContain('…');
        expect(out.split('\n').filter((line) => line.length > columns)).toEqual([]);
      }
    },
  );

  it('knows no width where results go into a pipe or a file', () => {
    // Test runs are no terminal.
    expect(process.stdout.isTTY).not.toBe(true);
    expect(processIo().columns).toBe(Infinity);
  });

  it('leads from an incident to its page in the console', async () => {
    const { out } = await penstock(['incident', 'get', anIncident().id], env);
    expect(out).toContain(`http://127.0.0.1:8080/incidents/${anIncident().id}`);
  });
});

function aRow(): AuditRow {
  return {
    ...{ seq: 1, key: 'k', at: '2026-11-20T12:00:00Z', incidentId: anIncident().id, actor: 'anna' },
    ...{ action: 'plan.approved', details: { note: LONG }, previousHash: '', hash: 'h' },
  };
}
