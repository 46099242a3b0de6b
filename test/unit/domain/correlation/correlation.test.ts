import { corroborate } from '../../../../domain/correlation/corroborate';
import { observeMetric } from '../../../../domain/correlation/metrics';
import { observeNeighbours, type Neighbour } from '../../../../domain/correlation/neighbours';
import { observeOwnChanges } from '../../../../domain/correlation/own-changes';
import { observeStatus } from '../../../../domain/correlation/provider-status';
import { observeRuns } from '../../../../domain/correlation/runs';
import { CorrelationFileSchema } from '../../../../domain/correlation/settings.schema';
import type { SyncRun } from '../../../../domain/connection-state';
import type { Diagnosis } from '../../../../domain/diagnosis';
import { connectionState } from '../../../connection-state';

const NOW = '2026-11-20T12:00:00.000Z';
const before = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

describe('what the runs say', () => {
  const run = (status: SyncRun['status'], minutesAgo: number, took: number): SyncRun => ({
    ...{ id: `r${minutesAgo}`, kind: 'sync', status, rows: null, bytes: null },
    ...{ startedAt: before(minutesAgo), endedAt: before(minutesAgo - took) },
  });
  const texts = (runs: SyncRun[]) =>
    observeRuns({ state: connectionState({}), runs, missing: [] }).map(({ text }) => text);

  it('tells how long it has been failing, and whether anything worked before', () => {
    const said = texts([run('failed', 10, 1), run('failed', 70, 1), run('succeeded', 130, 20)]);
    expect(said[0]).toBe(
      `2 syncs in a row have failed, the first began ${before(70)}; the one before succeeded`,
    );
    expect(texts([run('failed', 10, 1), run('failed', 70, 1)])[0]).toContain('nothing before is known');
  });

  it('tells early from late by what successful syncs take', () => {
    const well = [run('succeeded', 130, 20), run('succeeded', 190, 22), run('succeeded', 250, 18)];
    expect(texts([run('failed', 10, 1), ...well])).toEqual([
      'the failed sync broke early: after 60 s, where 3 successful ones took 20 min',
    ]);
    expect(texts([run('failed', 60, 50), ...well])[0]).toContain('late: after 50 min');
    expect(texts([run('failed', 30, 19), ...well])).toEqual([]);
  });

  it('says nothing without history, and nothing of a single failure', () => {
    expect(texts([])).toEqual([]);
    expect(texts([run('failed', 10, 5)])).toEqual([]);
  });
});

describe('what the neighbours say', () => {
  const here = {
    ...{ provider: 'fivetran' as const, account: 'main', connectionId: 'c1' },
    ...{ service: 'postgres', destination: 'warehouse' },
  };
  const neighbour = (id: string, changes: Partial<Neighbour> = {}): Neighbour => ({
    ...{ provider: 'fivetran', account: 'main', connectionId: id, incidentId: `inc-${id}` },
    ...{ service: 'mysql', destination: 'lake', class: null, openedAt: before(30), ...changes },
  });
  const observe = (...neighbours: Neighbour[]) => observeNeighbours(here, neighbours, NOW);

  it('names a shared destination first, with when it began and what was found', () => {
    const shared = { destination: 'warehouse', class: 'destination_failure' as const };
    const said = observe(neighbour('a', shared), neighbour('b', shared), neighbour('c', shared));
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toBe(
      `3 other connections into the same destination (warehouse) have had incidents since ${before(30)} (3 of them destination_failure): inc-c, inc-b, inc-a`,
    );
    expect(said[0]?.supports).toEqual(['destination_failure']);
  });

  it('takes one for a coincidence, and speaks for a class only when most of several have it', () => {
    const shared = { service: 'postgres', class: 'source_unavailable' as const };
    expect(observe(neighbour('a', shared))).toEqual([]);
    expect(observe(neighbour('a', shared), neighbour('b', shared))[0]?.supports).toBeUndefined();
  });

  it('counts a connection once, however often it failed', () => {
    const shared = { service: 'postgres' };
    expect(observe(neighbour('a', shared), neighbour('a', { ...shared, openedAt: before(5) }))).toEqual([]);
  });

  it('sees the same source type on other accounts, but not their destinations', () => {
    const elsewhere = { account: 'other', destination: 'warehouse', service: 'postgres' };
    const said = observe(neighbour('a', elsewhere), neighbour('b', elsewhere));
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringContaining('the same source type (postgres)'),
    ]);
  });

  it('makes nothing of names that are not known', () => {
    const unknown = { ...here, service: 'unknown', destination: 'unknown' };
    const others = ['a', 'b', 'c'].map((id) => neighbour(id, { service: 'unknown', destination: 'unknown' }));
    expect(observeNeighbours(unknown, others, NOW)).toEqual([]);
  });
});

describe('what we did ourselves', () => {
  it('is named, newest first; starting a sync is no change', () => {
    const said = observeOwnChanges([
      { kind: 'set_schedule', incidentId: 'inc-1', at: before(100) },
      { kind: 'trigger_sync', incidentId: 'inc-2', at: before(50) },
      { kind: 'change_setting', incidentId: 'inc-3', at: before(20) },
    ]);
    expect(said.map(({ text }) => text)).toEqual([
      `Penstock changed this connection at ${before(20)}: change setting (inc-3)`,
      `Penstock changed this connection at ${before(100)}: set schedule (inc-1)`,
    ]);
  });
});

describe('what the status page says', () => {
  it('is silent while all is well', () => {
    const well = { indicator: 'none' as const, description: 'All Systems Operational', incidents: [] };
    expect(observeStatus('fivetran', well, NOW)).toEqual([]);
  });

  it('speaks for an outage only when the provider calls it one', () => {
    const incidents = [{ name: 'Delays', impact: 'minor', startedAt: before(60) }];
    const [minor] = observeStatus('airbyte', { indicator: 'minor', description: 'Degraded', incidents }, NOW);
    expect(minor?.text).toBe(`airbyte's status page says Degraded: "Delays" (minor, since ${before(60)})`);
    expect(minor?.supports).toBeUndefined();
    const [major] = observeStatus('airbyte', { indicator: 'major', description: 'Outage', incidents }, NOW);
    expect(major?.supports).toContain('platform_bug');
  });
});

describe('what was measured', () => {
  const points = (values: number[], at: (i: number) => string) =>
    values.map((value, i) => ({ at: at(i), value }));

  it('is the peak around the failure against what was usual before', () => {
    const usual = points([20, 22, 21, 19, 20], (i) => before(100 - i));
    const around = points([50, 97.123456], (i) => before(5 - i));
    const said = observeMetric({ name: 'CPU', unit: 'percent', points: [...usual, ...around] }, before(2));
    expect(said.text).toBe(
      'CPU: up to 97.12 percent around the failure, usually 20 percent in the time before',
    );
  });

  it('says when there is nothing, for silence is a finding too', () => {
    expect(observeMetric({ name: 'CPU', points: [] }, NOW).text).toBe('CPU: no points around the failure');
  });
});

describe('a diagnosis beside what was seen', () => {
  const diagnosis = (changes: Partial<Diagnosis>): Diagnosis => ({
    ...{ class: 'source_unavailable', symptom: 'failed', confidence: 0.8, band: 'medium', decidedBy: 'rule' },
    ...{ summary: 's', action: 'retry_with_backoff', alternatives: [] },
    evidence: [{ id: 'e1', kind: 'event', at: NOW, text: 'sync_failed' }],
    ...changes,
  });
  const seen = (supports?: Diagnosis['class'][]) => ({
    ...{ kind: 'correlation' as const, at: NOW, text: 'seen' },
    ...(supports && { supports: supports as never }),
  });

  it('cites it, and is a little surer where it says the same', () => {
    const found = corroborate(diagnosis({}), [seen(['source_unavailable'])]);
    expect(found).toMatchObject({ confidence: 0.85, band: 'medium' });
    expect(found.evidence.at(-1)).toMatchObject({ id: 'e2', kind: 'correlation' });
    expect(corroborate(diagnosis({}), [seen(['rate_limit'])]).confidence).toBe(0.8);
  });

  it('never becomes high by it, nor anything else than unknown where that is the truth', () => {
    const nearly = diagnosis({ confidence: 0.88 });
    expect(corroborate(nearly, [seen(['source_unavailable'])])).toMatchObject({
      confidence: 0.89,
      band: 'medium',
    });
    const unknown = diagnosis({ class: 'unknown', confidence: 0, band: 'none', decidedBy: 'nothing' });
    expect(corroborate(unknown, [seen(['source_unavailable'])])).toMatchObject({
      class: 'unknown',
      confidence: 0,
    });
  });

  it('keeps what was seen before what could not be looked at, and not too much of either', () => {
    const missing = { kind: 'missing' as const, at: NOW, text: 'away' };
    const many = corroborate(diagnosis({}), [missing, ...Array.from({ length: 9 }, () => seen())]);
    expect(many.evidence).toHaveLength(9);
    expect(many.evidence.some(({ kind }) => kind === 'missing')).toBe(false);
  });
});

describe('config/correlation.yaml', () => {
  const file = (spec: object) =>
    CorrelationFileSchema.safeParse({ apiVersion: 'penstock/v1', kind: 'Correlation', spec });

  it('asks nobody outside unless told to', () => {
    expect(file({}).data).toEqual({ windowMs: 7_200_000, timeLimitMs: 3000, statusPages: {}, metrics: [] });
  });

  it('refuses a query about what no connection has, and a limit that incidents would wait for too long', () => {
    const metrics = [
      {
        ...{ name: 'P', kind: 'prometheus', baseUrl: 'https://prometheus.example' },
        queries: [{ name: 'x', query: 'up{host="{{host}}"}' }],
      },
    ];
    expect(file({ metrics }).error?.issues[0]?.message).toContain('{{connectionId}}');
    expect(file({ timeLimit: '60s' }).success).toBe(false);
  });
});
