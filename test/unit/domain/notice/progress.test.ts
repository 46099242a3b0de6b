import fc from 'fast-check';
import type { AuditRow } from '../../../../domain/audit-entry';
import { progressOf } from '../../../../domain/notice/progress';

const row = (action: string, details: AuditRow['details'] = {}, seq = 1): AuditRow => ({
  ...{ seq, key: `run/${seq}`, at: `2026-11-20T12:00:0${seq % 10}.000Z`, incidentId: 'inc-1' },
  ...{ actor: 'ada', action, details, previousHash: '', hash: '' },
});
const said = (action: string, details: AuditRow['details'] = {}) =>
  progressOf([row(action, details)]).map(({ text }) => text);

describe('a thread', () => {
  it('tells what a person would tell, in the order in which it happened, each line once', () => {
    const rows = [
      row('plan.approved', { votes: '2 of 2', reason: 'looks right' }, 1),
      row('evidence.kept', {}, 2),
      row('step.applied', { kind: 'trigger_sync', outcome: 'sync 42 started' }, 3),
      row('incident.resolved', {}, 4),
    ];
    expect(progressOf(rows)).toEqual([
      { key: 'run/1', at: rows[0]?.at, text: 'ada approved (2 of 2): looks right' },
      { key: 'run/3', at: rows[2]?.at, text: 'Done: trigger_sync (sync 42 started)' },
      { key: 'run/4', at: rows[3]?.at, text: 'Resolved, with proof' },
    ]);
  });

  it.each([
    [
      'step.unknown',
      { kind: 'resync', outcome: 'timed out' },
      /^Nobody can tell whether resync was done.*A person must look$/,
    ],
    [
      'approval.bypassed',
      { reason: 'board at noon' },
      /^Break-glass by ada, without the approvals.*: board at noon$/,
    ],
    ['approval.escalated', { to: ['bob', 'cid'], expiresAt: 'x' }, /escalated to bob, cid; expires x$/],
    ['approval.escalated', { to: [], expiresAt: 'x' }, /escalated to whoever is on call/],
    ['step.held', { brake: 'kill', by: 'ada', reason: 'stop' }, /^Held by kill of ada: stop$/],
    [
      'incident.closed',
      { reason: 'fixed_by_human', note: 'key rotated' },
      /^Closed by ada: fixed_by_human \(key rotated\)$/,
    ],
    ['control.snooze', { until: 'tomorrow' }, /^ada snoozed it until tomorrow$/],
  ] as const)('says of %s what it means', (action, details, text) => {
    expect(said(action, details)[0]).toMatch(text);
  });

  it('tells in a ticket alone that a decision made there does not count', () => {
    expect(said('decision.refused', { why: 'not an approver' })).toEqual([]);
    expect(said('decision.refused', { ticket: 'DATA-7', wanted: 'approve', why: 'not an approver' })).toEqual(
      ['What ada decided on DATA-7 (approve) does not count: not an approver'],
    );
  });

  it('leaves what only the timeline tells to the timeline', () => {
    for (const action of ['effect.judged', 'incident.opened', 'diagnosis.made'])
      expect(said(action)).toEqual([]);
  });

  it('is never broken by what stands in a row', () => {
    const action = fc.constantFrom('plan.approved', 'step.applied', 'approval.escalated', 'incident.closed');
    fc.assert(
      fc.property(
        action,
        fc.dictionary(fc.constantFrom('reason', 'to', 'kind', 'note'), fc.jsonValue()),
        (act, details) => {
          const [text] = said(act, details);
          expect(text).toMatch(/\w/);
        },
      ),
    );
  });
});
