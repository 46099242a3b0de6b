// The record as a file: exported page by page with its hashes, proven without a server; and the report made from it.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry, AuditRow } from '../../../domain/audit-entry';
import { chainHash } from '../../../integrations/postgres/audit-chain';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';
import { temporaryFolder } from '../temporary-folder';

const ID = anIncident().id;
const NOWHERE = { PENSTOCK_API_URL: 'http://127.0.0.1:1' };

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const entry: AuditEntry = {
      ...{ key: `run/${seq}`, at: new Date(Date.UTC(2026, 10, 20, 12, 0, seq)).toISOString() },
      ...{ incidentId: seq % 2 === 0 ? ID : 'inc-0000beef', actor: 'system', action: 'step.applied' },
      details: { stepId: 'p1-s1', kind: 'trigger_sync', attempts: 1, outcome: `=row "${seq}", done` },
    };
    const previousHash = rows.at(-1)?.hash ?? '';
    rows.push({ ...entry, seq, previousHash, hash: chainHash(previousHash, seq, entry) });
  }
  return rows;
}

const ROWS = chain(1203);
const HEAD = ROWS.at(-1)?.hash ?? '';

describe('the record in a file', () => {
  let world: World;
  let env: Record<string, string>;
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder();
    world = await aWorld();
    world.reader.audit.mockImplementation(({ incidentId, since, afterSeq = 0, limit = 200 }) =>
      Promise.resolve(
        ROWS.filter((row) => row.seq > afterSeq)
          .filter((row) => incidentId === undefined || row.incidentId === incidentId)
          .filter((row) => since === undefined || row.at >= since)
          .slice(0, limit),
      ),
    );
    env = {
      PENSTOCK_API_URL: await world.app.listen({ host: '127.0.0.1', port: 0 }),
      PENSTOCK_TOKEN: 'token-anna',
    };
  });
  afterAll(() => world.app.close());

  const exported = async (...flags: string[]) => {
    const file = join(folder, `export-${flags.length}-${Math.random()}.jsonl`);
    const told = await penstock(['audit', 'export', '--file', file, ...flags], env);
    expect(told).toMatchObject({ code: 0, out: '' });
    return { file, err: told.err, lines: readFileSync(file, 'utf8').trimEnd().split('\n') };
  };
  const verify = (...args: string[]) => penstock(['audit', 'verify', '--file', ...args], NOWHERE);
  const changed = (lines: string[]) => {
    const file = join(folder, `changed-${Math.random()}.jsonl`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };

  it('holds every row of every page in order, is its owner’s to read, and tells the head hash', async () => {
    const { file, err, lines } = await exported();
    expect(lines.map((line) => (JSON.parse(line) as AuditRow).seq)).toEqual(ROWS.map(({ seq }) => seq));
    expect(err).toContain(`1203 rows, head #1203 ${HEAD}`);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await verify(file, '--head', HEAD)).toMatchObject({
      code: 0,
      out: expect.stringContaining('intact: 1203 rows'),
    });
  });

  it('shows without a server what was changed, left out, moved or cut off', async () => {
    const { lines } = await exported();
    const faults = async (...args: string[]) => {
      const told = await verify(...args, '-o', 'json');
      expect(told.code).toBe(1);
      return (JSON.parse(told.out) as { faults: { seq: number; kind: string }[] }).faults;
    };
    const forged = lines.map((line, index) => (index === 6 ? line.replace('system', 'anna') : line));
    expect(await faults(changed(forged))).toMatchObject([{ seq: 7, kind: 'changed' }]);
    expect(await faults(changed(lines.filter((_line, index) => index !== 6)))).toMatchObject([
      { seq: 7, kind: 'missing' },
    ]);
    const [a = '', b = ''] = lines;
    expect(await faults(changed([b, a, ...lines.slice(2)]))).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'reordered' })]),
    );
    const cut = changed(lines.slice(0, -1));
    expect(await verify(cut)).toMatchObject({ code: 0 });
    expect(await faults(cut, '--head', HEAD)).toMatchObject([{ seq: 1202, kind: 'changed' }]);
  });

  it('proves a part as a part: its gaps are no fault, a changed row still is', async () => {
    const { file, lines, err } = await exported('--incident', ID);
    expect(lines).toHaveLength(601);
    expect(err).toContain('--part');
    expect(await verify(file)).toMatchObject({ code: 1, err: expect.stringContaining('say --part') });
    expect(await verify(file, '--part')).toMatchObject({ code: 0 });
    const forged = lines.map((line, index) => (index === 6 ? line.replace('system', 'anna') : line));
    expect(await verify(changed(forged), '--part')).toMatchObject({ code: 1 });
  });

  it('takes rows since a time, and refuses what is none', async () => {
    const { lines } = await exported('--since', '2026-11-20T12:20:00Z');
    expect(lines).toHaveLength(4);
    expect(await penstock(['audit', 'export', '--since', 'yesterday'], env)).toMatchObject({
      code: 2,
      err: expect.stringContaining('or 24h'),
    });
  });

  it('writes CSV in which no cell is a formula and quotes hold', async () => {
    const { lines } = await exported('--format', 'csv');
    expect(lines).toHaveLength(1204);
    expect(lines[0]).toMatch(/^seq,at,incidentId,actor,action,details,key,previousHash,hash/);
    expect(lines[1]).toContain('""outcome"":""=row \\""1\\"", done""');
  });

  it('names the line that is no row, and a file that cannot be read or written', async () => {
    expect(await verify(changed(['{"seq":1}']))).toMatchObject({
      code: 2,
      err: expect.stringContaining('line 1: '),
    });
    expect(await verify('/no/such')).toMatchObject({ code: 2 });
    expect(await penstock(['audit', 'export', '--file', '/no/such/file'], env)).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be written'),
    });
    expect(await penstock(['audit', 'verify', '--part'], env)).toMatchObject({ code: 2 });
  });

  it('makes a post-incident report of one ID, as Markdown for people and into a file', async () => {
    const told = await penstock(['incident', 'report', ID], env);
    expect(told.code).toBe(0);
    for (const part of ['# Post-incident report', '## Timeline', 'trigger\\_sync', '601, #2 to #1202'])
      expect(told.out).toContain(part);
    const file = join(folder, 'report.md');
    expect(await penstock(['incident', 'report', ID, '--file', file], env)).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(file, 'utf8')).toBe(told.out);
    const json = await penstock(['incident', 'report', ID, '-o', 'json'], env);
    expect(JSON.parse(json.out)).toMatchObject({ incidentId: ID, record: { rows: 601 } });
  });

  it('serves the report as JSON or as Markdown, as the request asks', async () => {
    const ask = (accept?: string) =>
      world.app.inject({
        url: `/api/v1/incidents/${ID}/report`,
        headers: { authorization: 'Bearer token-vera', ...(accept === undefined ? {} : { accept }) },
      });
    expect((await ask()).json()).toMatchObject({ incidentId: ID });
    const markdown = await ask('text/markdown, application/json;q=0.5');
    expect(markdown.headers['content-type']).toContain('text/markdown');
    expect(markdown.body).toContain('# Post-incident report');
  });
});
