// The typed door to incidents in Temporal: report, decide, control, look.
import {
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { publicIncidentId } from '../domain/connection-ref';
import type { Incident } from '../domain/incident';
import type { Control, Decision, DecisionReceipt } from '../domain/messages';
import { opensIncident, type IgnoredEvent, type PipelineEvent } from '../domain/pipeline-event';
import { redact } from '../domain/redaction';
import {
  INCIDENT_WORKFLOW,
  controlSignal,
  decideSignal,
  decideUpdate,
  eventReported,
  incidentQuery,
} from '../workflows/messages';
import {
  NoWorkerAnswer,
  Refused,
  readTarget,
  type DecideOptions,
  type IncidentDoor,
  type IncidentSummary,
  type IncidentTarget,
  type Reported,
} from './incident-door';
import { listIncidents } from './list-incidents';
import { describeRun, locateIncident, type LocatedIncident } from './locate-incident';
import { isNotFound, noWorkerOr, unavailableOr } from './rpc-fault';
import { startIncident } from './start-incident';

/** Longest connection ID that fits a search attribute and a workflow ID. */
const CONNECTION_ID_CHARS_MAX = 200;

export interface IncidentsClientOptions {
  /** Deadline of calls that Temporal answers by itself. */
  rpcTimeoutMs?: number;
  /** Deadline of calls that a worker must answer: queries and updates. */
  workerTimeoutMs?: number;
}

export class IncidentsClient implements IncidentDoor {
  private readonly rpcTimeoutMs: number;
  private readonly workerTimeoutMs: number;

  constructor(
    private readonly client: Client,
    options: IncidentsClientOptions = {},
  ) {
    this.rpcTimeoutMs = options.rpcTimeoutMs ?? 5000;
    this.workerTimeoutMs = options.workerTimeoutMs ?? 10_000;
  }

  /** Returns only after Temporal has the event; a repeat reaches the same incident and is told apart there. */
  async report(event: PipelineEvent): Promise<Reported | IgnoredEvent> {
    if (event.connectionId.length > CONNECTION_ID_CHARS_MAX)
      return { ignored: 'the connection ID is too long' };
    const safe = withoutSecrets(event);
    return this.withDeadline(() => (opensIncident(safe.kind) ? this.open(safe) : this.inform(safe)));
  }

  /** @throws Refused with the incident's reason; NoWorkerAnswer when nobody answered and queueing was not asked for. */
  async decide(
    target: IncidentTarget,
    decision: Decision,
    options: DecideOptions = {},
  ): Promise<DecisionReceipt | { queued: true }> {
    const named = readTarget(target);
    // Whoever names the first run needs no look before: Temporal refuses the vote where that incident is over.
    const meant = named?.by === 'run' ? named : await this.openIncident(target);
    try {
      return await this.vote(meant, decision, options);
    } catch (error) {
      if (!(error instanceof NoWorkerAnswer)) throw error;
      // Throws when it is Temporal itself that does not answer.
      const located = await this.openIncident(target);
      if (options.orQueue !== true) throw error;
      await this.signalRun(target, located, (runId) =>
        this.client.workflow.getHandle(located.workflowId, runId).signal(decideSignal, decision),
      );
    }
    return { queued: true };
  }

  /** Sends the order; whether it fits the moment is the incident's to judge, and shows in its timeline. */
  async control(target: IncidentTarget, order: Control): Promise<void> {
    const located = await this.openIncident(target);
    await this.signalRun(target, located, (runId) =>
      this.client.workflow.getHandle(located.workflowId, runId).signal(controlSignal, order),
    );
  }

  /** Asks the incident itself, open or closed; needs a worker. */
  async get(target: IncidentTarget): Promise<Incident> {
    const { workflowId, runId } = await this.locate(target);
    const handle = this.client.workflow.getHandle(workflowId, runId);
    return this.withDeadline(() => handle.query(incidentQuery), this.workerTimeoutMs, noWorkerOr);
  }

  async list(filter: { openOnly?: boolean; limit?: number } = {}): Promise<IncidentSummary[]> {
    return this.withDeadline(() => listIncidents(this.client, filter), this.workerTimeoutMs);
  }

  private async open(event: PipelineEvent): Promise<Reported> {
    const handle = await this.client.workflow.signalWithStart(INCIDENT_WORKFLOW, startIncident(event));
    return this.reported(handle.workflowId, handle.signaledRunId);
  }

  private async inform(event: PipelineEvent): Promise<Reported | IgnoredEvent> {
    const { workflowId } = startIncident(event);
    try {
      await this.client.workflow.getHandle(workflowId).signal(eventReported, event);
    } catch (error) {
      if (isNotFound(error)) return { ignored: 'no open incident' };
      throw error;
    }
    return this.reported(workflowId);
  }

  /** The event is safe by now: not learning the public ID must not make the sender send again. */
  private async reported(incidentWorkflowId: string, runId?: string): Promise<Reported> {
    const described = await describeRun(this.client, incidentWorkflowId, runId).catch(() => undefined);
    return {
      incidentWorkflowId,
      runId: runId ?? described?.runId ?? '',
      incidentId: described ? publicIncidentId(described.firstRunId) : null,
    };
  }

  private async vote(
    { workflowId, firstRunId }: Pick<LocatedIncident, 'workflowId' | 'firstRunId'>,
    decision: Decision,
    { updateId, workerTimeoutMs = this.workerTimeoutMs }: DecideOptions,
  ): Promise<DecisionReceipt> {
    const handle = this.client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: firstRunId });
    const args: [Decision] = [decision];
    try {
      return await this.withDeadline(
        () => handle.executeUpdate(decideUpdate, { args, ...(updateId === undefined ? {} : { updateId }) }),
        workerTimeoutMs,
        (error) => error,
      );
    } catch (error) {
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
        throw new NoWorkerAnswer('no worker answered in time; the vote may still be counted', {
          cause: error,
        });
      }
      if (error instanceof WorkflowUpdateFailedError) throw new Refused(reasonOf(error), { cause: error });
      if (isNotFound(error))
        throw new Refused(`the incident ${publicIncidentId(firstRunId)} is over`, { cause: error });
      throw noWorkerOr(error);
    }
  }

  /** Signals the run that was located, so that a later incident of the connection can never be hit instead. */
  private async signalRun(
    target: IncidentTarget,
    located: LocatedIncident,
    send: (runId: string) => Promise<void>,
  ): Promise<void> {
    try {
      await this.withDeadline(() => send(located.runId));
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // Ended or continued as new since we looked: look once more.
      const again = await this.openIncident(target);
      await this.withDeadline(() => send(again.runId));
    }
  }

  private async openIncident(target: IncidentTarget): Promise<LocatedIncident> {
    const located = await this.locate(target);
    if (!located.open) throw new Refused(`the incident ${publicIncidentId(located.firstRunId)} is over`);
    return located;
  }

  private locate(target: IncidentTarget): Promise<LocatedIncident> {
    return this.withDeadline(() => locateIncident(this.client, target));
  }

  private async withDeadline<T>(
    call: () => Promise<T>,
    timeoutMs = this.rpcTimeoutMs,
    meaning: (error: unknown) => unknown = unavailableOr,
  ): Promise<T> {
    try {
      return await this.client.withDeadline(Date.now() + timeoutMs, call);
    } catch (error) {
      throw meaning(error);
    }
  }
}

function reasonOf(error: WorkflowUpdateFailedError): string {
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

/** History is read by many and kept long: secrets and personal data stop here. */
function withoutSecrets(event: PipelineEvent): PipelineEvent {
  return event.message === undefined ? event : { ...event, message: redact(event.message) };
}
