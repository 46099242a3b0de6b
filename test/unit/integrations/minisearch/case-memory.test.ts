import type { AccountRef } from '../../../../domain/connection-ref';
import type { PastCase } from '../../../../domain/memory/past-case';
import type { CaseReader } from '../../../../domain/reader-ports';
import { createCaseMemory } from '../../../../integrations/minisearch/case-memory';

const SIM: AccountRef = { provider: 'fivetran', account: 'sim' };

function past(incidentId: string, changes: Partial<PastCase> = {}): PastCase {
  return {
    ...{ incidentId, ref: { ...SIM, connectionId: 'c1' }, service: 'postgres' },
    ...{ fingerprint: 'replication slot is gone', class: 'cdc_position_lost', action: 'resync' },
    ...{ steps: ['resync'], verdict: 'verified', at: '2026-11-01T00:00:00.000Z', ...changes },
  };
}

/** Outcomes as a list; each may hold several cases. */
function reader(outcomes: PastCase[][]): CaseReader & { reads: number } {
  return {
    reads: 0,
    async casesAfter(seq, limit) {
      this.reads += 1;
      const page = outcomes.slice(seq, seq + limit);
      return { cases: page.flat(), seq: seq + page.length };
    },
  };
}

const clock = { ms: 0 };
const now = () => new Date(clock.ms);
const ask = { fingerprint: 'replication slot is gone', service: 'postgres', tenant: [SIM] };

describe('the memory of cases', () => {
  it('is built from the store and answers the newest case of the same failure first', async () => {
    const memory = createCaseMemory(reader([[past('inc-1')], [past('inc-2')]]), { now });
    const { same } = await memory.recall(ask);
    expect(same.map((one) => one.incidentId)).toEqual(['inc-2', 'inc-1']);
  });

  it('learns what closes later, without reading for every question', async () => {
    const outcomes = [[past('inc-1')]];
    const source = reader(outcomes);
    const memory = createCaseMemory(source, { now });
    await memory.recall(ask);
    const { reads } = source;
    outcomes.push([past('inc-2')]);
    expect((await memory.recall(ask)).same).toHaveLength(1);
    expect(source.reads).toBe(reads);
    clock.ms += 10_000;
    expect((await memory.recall(ask)).same).toHaveLength(2);
  });

  it('counts a case once, however often its outcome is read', async () => {
    const one = past('inc-1');
    const memory = createCaseMemory(
      reader([[one], [one], [one, past('inc-1', { at: '2026-11-02T00:00:00.000Z' })]]),
      { now },
    );
    expect((await memory.recall(ask)).same).toHaveLength(2);
  });

  it('keeps tenants and connector types apart', async () => {
    const elsewhere = past('inc-2', { ref: { provider: 'fivetran', account: 'other', connectionId: 'c1' } });
    const memory = createCaseMemory(reader([[elsewhere], [past('inc-3', { service: 'mysql' })]]), { now });
    expect(await memory.recall(ask)).toEqual({ same: [], similar: [] });
    const both = await memory.recall({ ...ask, tenant: [SIM, { provider: 'fivetran', account: 'other' }] });
    expect(both.same.map((one) => one.incidentId)).toEqual(['inc-2']);
  });

  it('finds what reads alike, and not what shares a word or two', async () => {
    const alike = past('inc-1', { fingerprint: 'the replication slot penstock was dropped and is gone' });
    const apart = past('inc-2', { fingerprint: 'access token is gone' });
    const memory = createCaseMemory(reader([[alike], [apart]]), { now });
    expect((await memory.recall(ask)).similar.map((one) => one.incidentId)).toEqual(['inc-1']);
  });

  it('forgets the oldest when it is full', async () => {
    const outcomes = Array.from({ length: 30 }, (_, i) => [past(`inc-${i}`)]);
    const memory = createCaseMemory(reader(outcomes), { now, bounds: { casesMax: 10 } });
    const { same } = await memory.recall(ask);
    expect(same).toHaveLength(10);
    expect(same[0]?.incidentId).toBe('inc-29');
  });

  it('fails as the store fails, and recovers with it', async () => {
    const source = reader([[past('inc-1')]]);
    const working = source.casesAfter.bind(source);
    source.casesAfter = () => Promise.reject(new Error('down'));
    const memory = createCaseMemory(source, { now });
    await expect(memory.recall(ask)).rejects.toThrow('down');
    source.casesAfter = working;
    expect((await memory.recall(ask)).same).toHaveLength(1);
  });
});
