// What was done at the provider: each step as the record has it, with the provider's own proof. Pure.
import type { AuditRow } from '../audit-entry';
import type { Incident } from '../incident';

const STATUSES = ['applied', 'not_applied', 'unknown', 'compensated', 'blocked', 'skipped'] as const;

export interface EffectTold {
  stepId: string;
  /** Kind of step: `trigger_sync`. */
  kind: string;
  target: string;
  status: (typeof STATUSES)[number];
  attempts: number;
  at: string;
  /** Read back from the provider, in its own words; for what was not done, why. */
  proof: string | null;
}

/** Oldest first; steps of earlier plans, too. Waits and hand-offs are told by the timeline. */
export function effectsIn(rows: readonly AuditRow[], incident: Incident): EffectTold[] {
  const steps = [...(incident.plan?.steps ?? []), ...(incident.plan?.compensation ?? [])];
  return rows.flatMap(({ action, details, at }) => {
    const status = STATUSES.find((one) => action === `step.${one}`);
    const { stepId, kind, attempts, outcome } = details;
    if (status === undefined || typeof stepId !== 'string' || typeof kind !== 'string') return [];
    const target = steps.find(({ id }) => id === stepId)?.target ?? incident.connection.id;
    return [
      {
        ...{ stepId, kind, target, status, at },
        attempts: typeof attempts === 'number' ? attempts : 0,
        proof: typeof outcome === 'string' ? outcome : null,
      },
    ];
  });
}
