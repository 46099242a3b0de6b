// What a period of incidents amounts to: how many, how they ended, and how long each part took. Pure.
import type { AuditRow } from '../audit-entry';
import type { DiagnosedClass } from '../failure-class';
import type { CloseReason, Incident, IncidentStatus } from '../incident';
import type { Mode, Severity } from '../plan';
import { spanOf, type Ends, type Span } from './span';

/** What a report needs of an incident. */
export type ReportedIncident = Pick<
  Incident,
  'id' | 'status' | 'mode' | 'severity' | 'openedAt' | 'resolution'
> & { class: DiagnosedClass };

export type ReportedRow = Pick<AuditRow, 'incidentId' | 'action' | 'at'>;

/** The rows of the record that times are taken from. */
export const REPORTED_ACTIONS = [
  'incident.classified',
  'approval.requested',
  'plan.approved',
  'plan.rejected',
  'step.applied',
] as const;

export interface Report {
  /** Incidents that were opened from then on, ISO 8601 UTC. */
  from: string;
  /** Not included. */
  to: string;
  incidents: number;
  byClass: Partial<Record<DiagnosedClass, number>>;
  byStatus: Partial<Record<IncidentStatus, number>>;
  byMode: Partial<Record<Mode, number>>;
  bySeverity: Partial<Record<Severity, number>>;
  endings: {
    /** By the next sync, not by anybody's word. */
    provenResolved: number;
    closedByPeople: number;
    closeReasons: Partial<Record<CloseReason, number>>;
    /** A plan that people did not want. */
    rejected: number;
    cancelled: number;
    stillOpen: number;
  };
  times: {
    detectionToDiagnosis: Span;
    /** From the first request for an approval to the last vote before the first act. */
    waitingForPeople: Span;
    detectionToAction: Span;
    detectionToVerified: Span;
  };
}

/** Of incidents that were opened in the period; rows of others are not looked at. */
export function reportOf(
  incidents: readonly ReportedIncident[],
  rows: readonly ReportedRow[],
  { from, to }: { from: string; to: string },
): Report {
  const opened = incidents.filter((one) => isWithin(one.openedAt, from, to));
  const stories = storiesOf(rows);
  const over = (status: IncidentStatus) => opened.filter((one) => one.status === status);
  const closed = over('closed').filter(({ resolution }) => resolution?.reason !== 'rejected');
  const byPeople = closed.filter(({ resolution }) => resolution?.by !== 'system');
  return {
    ...{ from, to, incidents: opened.length },
    byClass: tally(opened.map((one) => one.class)),
    byStatus: tally(opened.map((one) => one.status)),
    byMode: tally(opened.map((one) => one.mode)),
    bySeverity: tally(opened.map((one) => one.severity)),
    endings: {
      provenResolved: over('resolved').length,
      closedByPeople: byPeople.length,
      closeReasons: tally(closed.flatMap(({ resolution }) => reasonOf(resolution?.reason))),
      rejected: over('closed').length - closed.length,
      cancelled: over('cancelled').length,
      stillOpen: opened.filter(({ status }) => !OVER.includes(status)).length,
    },
    times: timesOf(opened, stories),
  };
}

const OVER: readonly IncidentStatus[] = ['resolved', 'closed', 'cancelled'];

function timesOf(opened: ReportedIncident[], stories: Map<string, ReportedRow[]>): Report['times'] {
  const spans = (span: (one: ReportedIncident, rows: ReportedRow[]) => Ends) =>
    spanOf(opened.map((one) => span(one, stories.get(one.id) ?? [])));
  return {
    detectionToDiagnosis: spans((one, rows) => [one.openedAt, first(rows, 'incident.classified')]),
    waitingForPeople: spans((_one, rows) => {
      const acted = first(rows, 'step.applied');
      const votes = rows.filter(({ action, at }) => VOTES.includes(action) && (!acted || at <= acted));
      return [first(rows, 'approval.requested'), votes.at(-1)?.at];
    }),
    detectionToAction: spans((one, rows) => [one.openedAt, first(rows, 'step.applied')]),
    detectionToVerified: spans((one) => [
      one.openedAt,
      one.status === 'resolved' ? one.resolution?.at : undefined,
    ]),
  };
}

const VOTES: readonly string[] = ['plan.approved', 'plan.rejected'];

/** Rows of each incident, oldest first. */
function storiesOf(rows: readonly ReportedRow[]): Map<string, ReportedRow[]> {
  const stories = new Map<string, ReportedRow[]>();
  for (const row of rows) {
    const known = stories.get(row.incidentId);
    if (known) known.push(row);
    else stories.set(row.incidentId, [row]);
  }
  for (const story of stories.values()) story.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return stories;
}

function first(rows: ReportedRow[], action: string): string | undefined {
  return rows.find((row) => row.action === action)?.at;
}

function reasonOf(reason: NonNullable<Incident['resolution']>['reason'] | undefined): CloseReason[] {
  return reason === undefined || reason === 'verified' || reason === 'rejected' || reason === 'cancelled'
    ? []
    : [reason];
}

function isWithin(at: string, from: string, to: string): boolean {
  return Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);
}

function tally<K extends string>(values: readonly K[]): Partial<Record<K, number>> {
  const counts = new Map<K, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].sort(([, a], [, b]) => b - a);
  // Every key is one of the values.
  return Object.fromEntries(entries) as Partial<Record<K, number>>;
}
