// What an incident taught: said only where the record shows it. Pure.
import type { AuditRow } from '../audit-entry';
import type { Incident } from '../incident';
import type { EffectTold } from './post-incident-effects';

/** Sentences; empty where there is nothing to learn. */
export function learnedFrom(
  incident: Incident,
  rows: readonly AuditRow[],
  effects: readonly EffectTold[],
): string[] {
  const count = (action: string) => rows.filter((row) => row.action === action).length;
  const { resolution, diagnosis } = incident;
  const applied = effects.filter(({ status }) => status === 'applied').map(({ kind }) => kind);
  return [
    ...(resolution ? endingOf(incident, applied) : []),
    ...rows.filter(({ action }) => action === 'verification.failed').map(notProven),
    ...times(
      count('step.outcome_unknown'),
      'An answer of the provider was lost',
      'the effect was read back, not repeated blindly',
    ),
    ...times(count('approval.expired'), 'Nobody decided in time', 'check who is asked, and when'),
    ...times(count('plan.outdated'), 'Policy became stricter while the plan waited', 'a new plan was made'),
    ...times(count('approval.bypassed'), 'The glass was broken', 'somebody should review that decision'),
    ...times(
      count('step.held'),
      'A kill switch or freeze held the work back',
      'time to repair includes that wait',
    ),
    ...(resolution?.status === 'resolved' && diagnosis?.fingerprint !== undefined && applied.length > 0
      ? ['The failure and what repaired it are kept as a case: it will be known again.']
      : []),
  ];
}

function endingOf({ status, resolution, diagnosis }: Incident, applied: string[]): string[] {
  const named = diagnosis?.class ?? 'unknown';
  if (status === 'resolved')
    return applied.length === 0
      ? ['It recovered without our action.']
      : [`For ${named}, ${applied.join(', then ')} brought the proof.`];
  switch (resolution?.reason) {
    case 'fixed_by_human':
      return [`A person mended what was diagnosed as ${named}: a playbook for it may be missing.`];
    case 'false_positive':
      return [`It was no incident: the diagnosis ${named} or the detection was wrong.`];
    case 'rejected':
      return ['People did not want the plan: see their reasons.'];
    default:
      return [];
  }
}

function notProven({ details }: AuditRow): string {
  const { detail } = details;
  return `A plan did not bring the proof${typeof detail === 'string' ? `: ${detail}` : '.'}`;
}

function times(count: number, what: string, so: string): string[] {
  return count === 0 ? [] : [`${what}${count === 1 ? '' : ` (${count} times)`}: ${so}.`];
}
