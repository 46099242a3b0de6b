// Labels tie a ticket to its incident, and to the plan that its readers see: a decision names that plan.

const INCIDENT = /^penstock-(inc-[0-9a-f]{8})$/;
const PLAN = /^penstock-plan-([0-9a-f]{8,64})$/;

export function incidentLabel(incidentId: string): string {
  return `penstock-${incidentId}`;
}

export function planLabel(hash: string): string {
  return `penstock-plan-${hash}`;
}

export function isPlanLabel(label: string): boolean {
  return PLAN.test(label);
}

/** Which incident and plan a ticket is about; `null` when it is none of ours, or claims to be two. */
export function readLabels(labels: readonly string[]): { incidentId: string; planHash?: string } | null {
  const incidents = labels.flatMap((label) => INCIDENT.exec(label)?.[1] ?? []);
  const plans = labels.flatMap((label) => PLAN.exec(label)?.[1] ?? []);
  const [incidentId] = incidents;
  if (incidentId === undefined || incidents.length > 1 || plans.length > 1) return null;
  return plans[0] === undefined ? { incidentId } : { incidentId, planHash: plans[0] };
}
