// Provider accounts through Temporal: short workflows on the account's queues, and changes as incidents.
import { WorkflowFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { OP_ERROR_CODES, OpError, type OpErrorCode } from '../domain/op-error';
import {
  WORKFLOW_TASK_QUEUE,
  incidentWorkflowId,
  publicIncidentId,
  sweepId,
  type AccountRef,
  type ConnectionRef,
} from '../domain/connection-ref';
import type { ConnectionFacts } from '../domain/connection-state';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { ChangeRequest, PipelineEvent } from '../domain/pipeline-event';
import type { AccountSurvey } from '../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../domain/webhook-order';
import type { SweepReport } from '../domain/sweep/sweep-report';
import {
  DIAGNOSE_WORKFLOW,
  INCIDENT_WORKFLOW,
  LOOK_WORKFLOW,
  SURVEY_WORKFLOW,
  SWEEP_WORKFLOW,
  WEBHOOKS_WORKFLOW,
} from '../workflows/messages';
import type { AccountDoor } from './account-door';
import { NoWorkerAnswer, Refused } from './incident-door';
import { noWorkerOr, unavailableOr } from './rpc-fault';
import { describeRun, type LocatedIncident } from './locate-incident';
import { startIncident } from './start-incident';

export interface AccountsClientOptions {
  /** How long a question may take before the asker is told that nobody answers. */
  answerTimeoutMs?: number;
  /** The same for a sweep, which may take a minute. */
  sweepTimeoutMs?: number;
}

export class AccountsClient implements AccountDoor {
  private readonly answerTimeoutMs: number;
  private readonly sweepTimeoutMs: number;

  constructor(
    private readonly client: Client,
    options: AccountsClientOptions = {},
  ) {
    this.answerTimeoutMs = options.answerTimeoutMs ?? 25_000;
    this.sweepTimeoutMs = options.sweepTimeoutMs ?? 5 * 60_000;
  }

  survey(ref: AccountRef): Promise<AccountSurvey> {
    return this.ask(SURVEY_WORKFLOW, [ref], `survey/${ref.provider}/${ref.account}`, this.answerTimeoutMs);
  }

  lookAt(ref: ConnectionRef): Promise<ConnectionFacts> {
    const id = `look/${ref.provider}/${ref.account}/${ref.connectionId}`;
    return this.ask(LOOK_WORKFLOW, [ref], id, this.answerTimeoutMs);
  }

  diagnose(ref: ConnectionRef): Promise<LiveDiagnosis> {
    const id = `diagnose/${ref.provider}/${ref.account}/${ref.connectionId}`;
    return this.ask(DIAGNOSE_WORKFLOW, [ref], id, this.answerTimeoutMs);
  }

  webhooks(ref: AccountRef, order: WebhookOrder): Promise<WebhookState[]> {
    const id = `webhooks/${order.do}/${ref.provider}/${ref.account}`;
    return this.ask(WEBHOOKS_WORKFLOW, [ref, order], id, this.answerTimeoutMs);
  }

  async sweepNow(ref: AccountRef): Promise<SweepReport> {
    const input = { provider: ref.provider, account: ref.account, inventoryEveryMs: 0 };
    return this.ask(SWEEP_WORKFLOW, [input], `${sweepId(ref)}/now`, this.sweepTimeoutMs);
  }

  async requestChange(
    ref: ConnectionRef,
    request: ChangeRequest,
    key: string,
  ): Promise<{ incidentId: string }> {
    const event: PipelineEvent = {
      ...ref,
      id: `${ref.provider}/${ref.account}/${ref.connectionId}/change_requested/${key}`,
      kind: 'change_requested',
      occurredAt: new Date().toISOString(),
      source: 'person',
      request,
    };
    const open = await this.describe(incidentWorkflowId(ref));
    if (open?.open === true)
      throw new Refused(
        `the connection has an open incident, ${publicIncidentId(open.firstRunId)}: decide there, or close it first`,
      );
    // Not `start`: public IDs are cut from the run's ID, and only signalWithStart gives random ones (ADR 0005).
    // An incident that opens in between hears the request and refuses it there.
    const handle = await this.client.workflow
      .signalWithStart(INCIDENT_WORKFLOW, startIncident(event))
      .catch((error: unknown) => {
        throw unavailableOr(error);
      });
    const started = await this.describe(handle.workflowId, handle.signaledRunId);
    return { incidentId: publicIncidentId(started?.firstRunId ?? handle.signaledRunId) };
  }

  private async describe(workflowId: string, runId?: string): Promise<LocatedIncident | undefined> {
    try {
      return await describeRun(this.client, workflowId, runId);
    } catch (error) {
      throw unavailableOr(error);
    }
  }

  /** Whoever asks while the same question is open gets its answer. */
  private async ask<T>(type: string, args: unknown[], workflowId: string, timeoutMs: number): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    try {
      return (await this.client.withDeadline(deadline, () =>
        this.client.workflow.execute(type, {
          ...{ taskQueue: WORKFLOW_TASK_QUEUE, workflowId, args },
          workflowIdConflictPolicy: 'USE_EXISTING',
          // Nobody waits for the answer any longer than this.
          workflowExecutionTimeout: timeoutMs + 5000,
        }),
      )) as T;
    } catch (error) {
      throw meaningOf(error);
    }
  }
}

function meaningOf(error: unknown): unknown {
  if (error instanceof WorkflowFailedError) {
    const code = codeOf(error.cause);
    if (code) return new OpError(code.code, { message: code.message }, { cause: error });
    return new NoWorkerAnswer('no worker answered in time for this account', { cause: error });
  }
  return noWorkerOr(error);
}

/** The provider's failure at the bottom of the chain of causes. */
function codeOf(error: unknown): { code: OpErrorCode; message: string } | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof ApplicationFailure)) continue;
    const code = OP_ERROR_CODES.find((known) => known === cause.type);
    if (code) return { code, message: cause.message };
  }
  return undefined;
}
