// Decisions of people, as the record has them: every vote on every plan of an incident. Pure.
import type { AuditRow } from '../audit-entry';

export interface DecisionTaken {
  by: string;
  /** `break_glass`: one person alone, in an emergency. */
  decision: 'approve' | 'reject' | 'break_glass';
  at: string;
  planHash: string | null;
  reason: string | null;
  /** Whose vote it was, where delegated. */
  onBehalfOf: string | null;
}

const DECISIONS = new Map<string, DecisionTaken['decision']>([
  ['plan.approved', 'approve'],
  ['plan.rejected', 'reject'],
  ['approval.bypassed', 'break_glass'],
]);

/** Oldest first. */
export function decisionsIn(rows: readonly AuditRow[]): DecisionTaken[] {
  return rows.flatMap((row) => {
    const decision = DECISIONS.get(row.action);
    if (decision === undefined) return [];
    const said = (key: string) => {
      const value = row.details[key];
      return typeof value === 'string' && value !== '' ? value : null;
    };
    const { actor: by, at } = row;
    return [
      {
        by,
        decision,
        at,
        planHash: said('planHash'),
        reason: said('reason'),
        onBehalfOf: said('onBehalfOf'),
      },
    ];
  });
}
