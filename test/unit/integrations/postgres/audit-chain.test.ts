import { createHash } from 'node:crypto';
import type { AuditEntry, AuditRow } from '../../../../domain/audit-entry';
import { chainHash, ChainWalk } from '../../../../integrations/postgres/audit-chain';
import { canonicalJson } from '../../../../domain/audit/canonical-json';

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const entry: AuditEntry = {
      key: `run/${seq}`,
      at: '2026-11-20T12:00:00.000Z',
      incidentId: 'inc-1',
      actor: 'system',
      action: 'step.applied',
      details: { seq },
    };
    const previousHash = rows.at(-1)?.hash ?? '';
    rows.push({ ...entry, seq, previousHash, hash: chainHash(previousHash, seq, entry) });
  }
  return rows;
}

function walk(rows: AuditRow[], head: { seq: number; hash: string } | undefined) {
  const chainWalk = new ChainWalk();
  for (const row of rows) chainWalk.step(row);
  return chainWalk.end(head);
}

describe('the audit chain', () => {
  const rows = chain(5);
  const head = rows[4];

  it('is intact as it was written', () => {
    expect(walk(rows, head)).toEqual({ rows: 5, faults: [] });
    expect(walk([], { seq: 0, hash: '' })).toEqual({ rows: 0, faults: [] });
  });

  it('shows a row that was rewritten together with its hash', () => {
    const forged = rows.map((row) =>
      row.seq === 3
        ? { ...row, actor: 'x', hash: chainHash(row.previousHash, 3, { ...row, actor: 'x' }) }
        : row,
    );
    expect(walk(forged, head).faults).toEqual([expect.objectContaining({ seq: 4, kind: 'reordered' })]);
  });

  it('shows how many rows are missing', () => {
    const [fault] = walk([...rows.slice(0, 1), ...rows.slice(3)], head).faults;
    expect(fault).toEqual({ seq: 2, kind: 'missing', detail: 'rows 2 to 3 are missing' });
  });

  it('shows a cut-off tail, also when nothing is left', () => {
    expect(walk(rows.slice(0, 3), head).faults).toEqual([
      expect.objectContaining({ seq: 4, kind: 'truncated' }),
    ]);
    expect(walk([], head).faults).toEqual([expect.objectContaining({ seq: 1, kind: 'truncated' })]);
    expect(walk(rows, undefined).faults).toEqual([expect.objectContaining({ kind: 'truncated' })]);
  });

  it('hashes the content and not the order in which keys were written', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}');
    const one = { key: 'k', at: 't', incidentId: 'i', actor: 'a', action: 'x.y', details: { a: 1, b: 2 } };
    const other = { ...one, details: { b: 2, a: 1 } };
    expect(chainHash('', 1, one)).toBe(chainHash('', 1, other));
    const text =
      '{"action":"x.y","actor":"a","at":"t","details":{"a":1,"b":2},"incidentId":"i","key":"k","seq":1}';
    expect(chainHash('00', 1, one)).toBe(createHash('sha256').update(`00${text}`).digest('hex'));
  });
});
