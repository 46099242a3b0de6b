// Signals, updates and queries of the incident workflow: the whole vocabulary a Temporal client needs.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Incident } from '../domain/incident';
import type { Control, Decision, DecisionReceipt } from '../domain/messages';
import type { PipelineEvent } from '../domain/pipeline-event';

/** Workflow type, as in `temporal workflow list --query "WorkflowType='incident'"`. */
export const INCIDENT_WORKFLOW = 'incident';

/** Workflow type of an account's sweeps, started by its Schedule. */
export const SWEEP_WORKFLOW = 'sweep';

/** Workflow types of questions to an account: is it in order; how does one connection stand; what is wrong with it. */
export const SURVEY_WORKFLOW = 'survey';
export const LOOK_WORKFLOW = 'lookAtConnection';
export const DIAGNOSE_WORKFLOW = 'diagnoseConnection';
export const WEBHOOKS_WORKFLOW = 'webhooks';

/** Workflow type that tells one place outside about one incident. */
export const NOTIFICATION_WORKFLOW = 'notification';

/** Workflow type that tells one place what happened in a day, started by its Schedule. */
export const DIGEST_WORKFLOW = 'digest';

/** The incident looks different now: look at it again and tell. */
export const incidentChanged = defineSignal('incidentChanged');

/** Something happened to the connection; repeats (same event ID) are counted, not acted on. */
export const eventReported = defineSignal<[PipelineEvent]>('eventReported');

/** Vote on the plan: answers with a receipt, or is refused with the reason and changes nothing. */
export const decideUpdate = defineUpdate<DecisionReceipt, [Decision]>('decide');

/** The same vote for tools that cannot send updates; refusals are only seen in the timeline. */
export const decideSignal = defineSignal<[Decision]>('decide');

/** Snooze, wake, cancel, close, retry, release, hand back. */
export const controlSignal = defineSignal<[Control]>('control');

/** The whole incident as JSON. */
export const incidentQuery = defineQuery<Incident>('incident');
