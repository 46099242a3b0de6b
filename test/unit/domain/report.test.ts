// A report counts people and proof apart, and takes times from the record.
import { reportMarkdown } from '../../../domain/report/markdown';
import { reportOf, type ReportedIncident, type ReportedRow } from '../../../domain/report/report';

const PERIOD = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 0, minute)).toISOString();

function incident(id: string, changes: Partial<ReportedIncident> = {}): ReportedIncident {
  return {
    ...{ id, status: 'open', mode: 'recommend', severity: 'high', openedAt: at(0), class: 'rate_limit' },
    ...changes,
  };
}

const ended = (status: 'resolved' | 'closed', reason: 'verified' | 'rejected' | 'expected', by = 'anna') => ({
  status,
  resolution: { status, reason, by, at: at(60) },
});

const row = (incidentId: string, minute: number, action: string): ReportedRow => ({
  incidentId,
  at: at(minute),
  action,
});

describe('a report', () => {
  it('counts what was proven apart from what people closed', () => {
    const { endings, byStatus, incidents } = reportOf(
      [
        incident('a', ended('resolved', 'verified', 'system')),
        incident('b', ended('closed', 'expected')),
        incident('c', ended('closed', 'rejected')),
        incident('d'),
      ],
      [],
      PERIOD,
    );
    expect(incidents).toBe(4);
    expect(endings).toEqual({
      ...{ provenResolved: 1, closedByPeople: 1, rejected: 1, cancelled: 0, stillOpen: 1 },
      closeReasons: { expected: 1 },
    });
    expect(byStatus).toEqual({ closed: 2, resolved: 1, open: 1 });
  });

  it('looks only at incidents that were opened in the period', () => {
    const early = incident('a', { openedAt: '2026-10-31T23:59:59.999Z' });
    const late = incident('b', { openedAt: PERIOD.to });
    const first = incident('c', { openedAt: PERIOD.from, class: 'authentication' });
    expect(reportOf([early, late, first], [], PERIOD)).toMatchObject({
      incidents: 1,
      byClass: { authentication: 1 },
    });
  });

  it('takes each time from the first row that tells it, however the rows are ordered', () => {
    const rows = [
      row('a', 30, 'step.applied'),
      row('a', 2, 'incident.classified'),
      row('a', 40, 'incident.classified'),
      row('a', 5, 'approval.requested'),
      row('a', 10, 'plan.approved'),
      row('a', 25, 'plan.approved'),
      row('a', 50, 'plan.approved'),
      row('other', 1, 'step.applied'),
    ];
    const { times } = reportOf([incident('a', ended('resolved', 'verified', 'system'))], rows, PERIOD);
    const minutes = (n: number) => ({ incidents: 1, medianMs: n * 60_000, p90Ms: n * 60_000 });
    expect(times).toEqual({
      detectionToDiagnosis: minutes(2),
      // The last vote before the first act: the quorum was two.
      waitingForPeople: minutes(20),
      detectionToAction: minutes(30),
      detectionToVerified: minutes(60),
    });
  });

  it('counts no time where an incident did not come so far, and a closed one as never verified', () => {
    const { times } = reportOf([incident('a', ended('closed', 'expected'))], [], PERIOD);
    const none = { incidents: 0, medianMs: null, p90Ms: null };
    expect(times).toEqual({
      ...{ detectionToDiagnosis: none, waitingForPeople: none },
      ...{ detectionToAction: none, detectionToVerified: none },
    });
  });

  it('says median and nine of ten over many', () => {
    const many = Array.from({ length: 10 }, (_, n) => incident(`i${n}`));
    const rows = many.map(({ id }, n) => row(id, n + 1, 'step.applied'));
    expect(reportOf(many, rows, PERIOD).times.detectionToAction).toEqual({
      ...{ incidents: 10, medianMs: 6 * 60_000, p90Ms: 9 * 60_000 },
    });
  });

  it('reads as Markdown', () => {
    const report = reportOf(
      [incident('a', ended('resolved', 'verified', 'system'))],
      [row('a', 90, 'step.applied')],
      PERIOD,
    );
    const text = reportMarkdown(report);
    expect(text).toContain('# Incidents from 2026-11-01 00:00 to 2026-11-08 00:00');
    expect(text).toContain('1 opened: 1 resolved with proof, 0 closed by people');
    expect(text).toContain('| detection to action | 1 | 1.5 h | 1.5 h |');
    expect(text).toContain('| waiting for people | 0 | - | - |');
    expect(text).toContain('| rate_limit | 1 |');
  });
});
