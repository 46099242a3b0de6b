// `incident ack`: a person says in the record that they look after it, from the command line.
import type { AuditEntry } from '../../../domain/audit-entry';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

const ID = anIncident().id;

describe('penstock incident ack', () => {
  let world: World;
  let url: string;
  let kept: AuditEntry[];
  beforeEach(async () => {
    kept = [];
    world = await aWorld({ auditLog: { append: (entries) => Promise.resolve(void kept.push(...entries)) } });
    url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => world.app.close());

  const run = (person: string, ...argv: string[]) =>
    penstock(argv, { PENSTOCK_API_URL: url, PENSTOCK_TOKEN: `token-${person}` });

  it('puts one row in the record, and says so in every format', async () => {
    const told = await run('olga', 'incident', 'ack', ID, '--reason', 'on it', '-o', 'json');
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(told.out)).toEqual({ acknowledged: true, incidentId: ID, by: 'olga' });
    expect(kept).toMatchObject([{ action: 'incident.acknowledged', details: { note: 'on it' } }]);
    expect((await run('olga', 'incident', 'ack', ID)).out).toBe(`olga looks after ${ID}\n`);
  });

  it('sends nothing on a dry run, and is refused to viewers', async () => {
    expect(await run('olga', 'incident', 'ack', ID, '--dry-run')).toMatchObject({ code: 0 });
    expect(await run('vera', 'incident', 'ack', ID)).toMatchObject({ code: 126, out: '' });
    expect(kept).toEqual([]);
  });
});
