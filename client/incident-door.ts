// The door to incidents, as routes and CLI see it: what can be asked of one, and the four ways an answer can fail to come.
// Holds no Temporal import, so that tests and light commands need none.
import { parseIncidentWorkflowId, type ConnectionRef } from '../domain/connection-ref';
import type { Incident } from '../domain/incident';
import type { Control, Decision, DecisionReceipt } from '../domain/messages';
import type { IgnoredEvent, PipelineEvent } from '../domain/pipeline-event';

/** A public ID (`inc-…`), a workflow ID, `provider/account/connection`, or both IDs as a stored incident has them. */
export type IncidentTarget = string | { workflowId: string; firstRunId: string };

/** Where a reported event went. */
export interface Reported {
  incidentWorkflowId: string;
  /** The run that heard it. */
  runId: string;
  /** Public ID; `null` when Temporal has the event but did not tell which incident's it became. */
  incidentId: string | null;
}

export interface DecideOptions {
  /** Same ID, same vote: makes sending it twice harmless. */
  updateId?: string;
  /** How long a worker may take to answer, milliseconds. */
  workerTimeoutMs?: number;
  /** When no worker answers in time, leave the vote as a signal instead of failing. */
  orQueue?: boolean;
}

/** What visibility alone tells about an incident, with no worker running. */
export interface IncidentSummary {
  id: string;
  workflowId: string;
  runId: string;
  connection: ConnectionRef;
  status: string;
  class: string | null;
  severity: string | null;
  mode: string | null;
  openedAt: string;
  closedAt: string | null;
}

export interface IncidentDoor {
  report(event: PipelineEvent): Promise<Reported | IgnoredEvent>;
  decide(
    target: IncidentTarget,
    decision: Decision,
    options?: DecideOptions,
  ): Promise<DecisionReceipt | { queued: true }>;
  control(target: IncidentTarget, order: Control): Promise<void>;
  get(target: IncidentTarget): Promise<Incident>;
  /** Newest first. */
  list(filter?: { openOnly?: boolean; limit?: number }): Promise<IncidentSummary[]>;
}

/** The incident itself said no; the message is its reason, for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Nobody knows this incident. */
export class UnknownIncident extends Error {
  override readonly name = 'UnknownIncident';
}

/** Temporal did not answer: nothing was done, or (a timeout) we cannot know. */
export class TemporalUnavailable extends Error {
  override readonly name = 'TemporalUnavailable';
}

/** Temporal answered but no worker did: the question may still be answered later. */
export class NoWorkerAnswer extends Error {
  override readonly name = 'NoWorkerAnswer';
}

/** How a target names its incident; `undefined` when it names none. */
export function readTarget(
  target: IncidentTarget,
):
  | { by: 'publicId'; id: string }
  | { by: 'workflowId'; workflowId: string }
  | { by: 'run'; workflowId: string; firstRunId: string }
  | undefined {
  if (typeof target !== 'string') return { by: 'run', ...target };
  if (/^inc-[0-9a-f]{8}$/.test(target)) return { by: 'publicId', id: target };
  const workflowId = target.startsWith('incident/') ? target : `incident/${target}`;
  return parseIncidentWorkflowId(workflowId) && { by: 'workflowId', workflowId };
}
