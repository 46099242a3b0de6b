// One incident told after the fact, from its record: what happened, who decided, what was done, what proves it. Pure.
import type { AuditRow } from '../audit-entry';
import type { Diagnosis, Evidence } from '../diagnosis';
import type { Incident, Resolution } from '../incident';
import type { PolicyVerdict } from '../plan';
import type { Verification } from '../verification';
import { decisionsIn, type DecisionTaken } from './post-incident-decisions';
import { effectsIn, type EffectTold } from './post-incident-effects';
import { learnedFrom } from './post-incident-learned';
import { redactedTexts } from './redacted-texts';
import { toldRow, type TimelineEntry } from './timeline-words';

/** A moment of the incident, and how long after its detection it came. */
export interface Moment {
  /** ISO 8601 UTC. */
  at: string;
  /** Milliseconds. */
  afterMs: number;
}

export interface PostIncidentReport {
  incidentId: string;
  connection: Pick<Incident, 'provider' | 'account'> &
    Pick<Incident['connection'], 'id' | 'name' | 'service' | 'destination'>;
  status: Incident['status'];
  severity: Incident['severity'];
  mode: Incident['mode'];
  /** `null` = it did not come to that. */
  times: Record<'detected' | 'diagnosed' | 'decided' | 'acted' | 'verified', Moment | null>;
  diagnosis: Pick<
    Diagnosis,
    'class' | 'confidence' | 'band' | 'decidedBy' | 'summary' | 'action' | 'alternatives'
  > & { ruleId: string | null; evidence: Evidence[] };
  decision: {
    planHash: string | null;
    playbook: string | null;
    policy: PolicyVerdict | null;
    /** Approvals that the policy asked for; 0 = it needed nobody. */
    quorum: number;
    why: string | null;
    taken: DecisionTaken[];
  };
  /** What was done at the provider, every try of every plan. */
  effects: EffectTold[];
  verification: Verification | null;
  resolution: Resolution | null;
  learned: string[];
  timeline: TimelineEntry[];
  links: Incident['links'];
  /** Where the record says all this: rows of the hash chain. */
  record: { rows: number; firstSeq: number | null; lastSeq: number | null; lastHash: string | null };
}

/**
 * @param rows all rows of the incident, oldest first
 * @param evidence its whole evidence; what the diagnosis itself holds is shortened
 */
export function postIncidentReport(
  incident: Incident,
  rows: readonly AuditRow[],
  evidence: readonly Evidence[],
): PostIncidentReport {
  const { id, provider, account, connection, plan, approval } = incident;
  const { status, severity, mode, links, verification, resolution } = incident;
  const last = rows.at(-1);
  const effects = effectsIn(rows, incident);
  const taken = decisionsIn(rows);
  return {
    ...{ incidentId: id, status, severity, mode },
    connection: {
      ...{ provider, account, id: connection.id },
      ...redactedTexts({ name: connection.name }),
      ...{ service: connection.service, destination: connection.destination },
    },
    times: timesOf(incident, rows),
    diagnosis: diagnosisOf(incident.diagnosis, evidence),
    decision: {
      planHash: plan?.hash ?? null,
      playbook: plan?.playbook ?? null,
      policy: plan?.policy ?? null,
      quorum: approval?.required === true ? approval.quorum : 0,
      why: approval === null ? null : approval.reason,
      taken: redactedTexts(taken),
    },
    effects: redactedTexts(effects),
    verification: verification && redactedTexts(verification),
    resolution: resolution === undefined ? null : redactedTexts(resolution),
    learned: redactedTexts(learnedFrom(incident, rows, effects)),
    timeline: redactedTexts(rows.map(toldRow)),
    links,
    record: {
      rows: rows.length,
      firstSeq: rows[0]?.seq ?? null,
      lastSeq: last?.seq ?? null,
      lastHash: last?.hash ?? null,
    },
  };
}

function diagnosisOf(
  found: Diagnosis | null,
  evidence: readonly Evidence[],
): PostIncidentReport['diagnosis'] {
  const { class: named, confidence, band, decidedBy, summary, action, alternatives } = found ?? NOT_YET;
  const whole = evidence.length > 0 ? evidence : (found?.evidence ?? []);
  return {
    ...{ class: named, confidence, band, decidedBy, action, alternatives },
    summary: redactedTexts(summary),
    ruleId: found?.ruleId ?? null,
    evidence: redactedTexts([...whole]),
  };
}

const NOT_YET = {
  ...{ class: 'unknown', confidence: 0, band: 'none', decidedBy: 'nothing' },
  ...{ summary: 'nothing was diagnosed', action: 'escalate', alternatives: [] },
} as const satisfies Partial<Diagnosis> & { alternatives: [] };

function timesOf(incident: Incident, rows: readonly AuditRow[]): PostIncidentReport['times'] {
  const moment = (at: string | undefined): Moment | null =>
    at === undefined
      ? null
      : // Two clocks may disagree by a moment.
        { at, afterMs: Math.max(0, Date.parse(at) - Date.parse(incident.openedAt)) };
  const first = (...actions: string[]) => rows.find(({ action }) => actions.includes(action))?.at;
  const acted = first('step.applied');
  const votes = decisionsIn(rows).filter(({ at }) => acted === undefined || at <= acted);
  // Where policy needed nobody, making the plan was the decision.
  const decided =
    incident.approval?.required === true ? votes.at(-1)?.at : (votes.at(-1)?.at ?? first('plan.made'));
  return {
    detected: moment(incident.openedAt),
    diagnosed: moment(first('incident.classified')),
    decided: moment(decided),
    acted: moment(acted),
    verified: moment(incident.status === 'resolved' ? incident.resolution?.at : undefined),
  };
}
