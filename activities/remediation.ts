// The three acts of one step: prepare (intent and guard), act once, read back.
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ConnectionRef } from '../domain/connection-ref';
import type { ConnectionState } from '../domain/connection-state';
import type { Bypass } from '../domain/incident';
import { LIMITS } from '../domain/limits';
import { OpError } from '../domain/op-error';
import type { Standing } from '../domain/policy/still-allowed';
import type { ProviderAccount, ProviderAccounts } from '../domain/ports';
import type { IncidentStore } from '../domain/store-ports';
import { effectSeen, guardStep, type GuardVerdict } from '../domain/step-guard';
import type {
  AttemptOutcome,
  ProviderStepKind,
  StepCommand,
  StepParams,
  TargetReading,
} from '../domain/step';
import { asProviderRead } from './failure';
import { heartbeating } from './heartbeating';
import { inTheWay, type Obstacle, type ObstacleDeps } from './obstacles';

/** Wait before asking again when a provider says 429 without saying for how long (Airbyte never says). */
const UNSTATED_RETRY_AFTER_MS = 30_000;

export interface StepInput {
  ref: ConnectionRef;
  incidentId: string;
  stepId: string;
  kind: ProviderStepKind;
  params: StepParams;
  attempt: number;
  planHash: string;
  approvedBy: string[];
  /** Set when one person approved alone, and until when: no step is begun after that. */
  bypass?: Bypass;
  /** Absent for undoing, which no change of policy may stand in the way of, and in histories of older builds. */
  standing?: Standing;
  /** When set, a success later than this makes a repair needless. ISO 8601 UTC, provider's clock. */
  neededUnlessSuccessAfter?: string;
}

export interface PreparedStep {
  verdict: GuardVerdict | Obstacle;
  /** Provider's marks at guard: what the effect and the proof are measured against. */
  before: ConnectionState;
  /** What the step would set, as it was at guard: the way back. Absent in histories of older builds. */
  target?: TargetReading | null;
}

export interface ActInput extends StepInput {
  before: ConnectionState;
  target?: TargetReading | null;
}

export interface ActResult {
  outcome: AttemptOutcome;
  /** Evidence of the effect when the answer or an immediate look already shows it. */
  effect: string | null;
}

export interface ReadBackInput extends ActInput {
  settleMs: number;
  everyMs: number;
}

export function createRemediationActivities(
  deps: ObstacleDeps & {
    accounts: ProviderAccounts;
    store: IncidentStore;
  },
) {
  const accountOf = (ref: ConnectionRef) => deps.accounts.get(ref.provider, ref.account);

  return {
    /**
     * Reads the connection, checks the precondition now and writes the intent before anything is done.
     * Repeating it is harmless: the intent has a key. Retries like a read.
     */
    async prepareStep(input: StepInput): Promise<PreparedStep> {
      return asProviderRead(async () => {
        const account = accountOf(input.ref);
        const before = compact(await account.readState(input.ref.connectionId));
        const target = await account.readTarget(commandOf(input, before));
        const verdict =
          (await inTheWay(deps, input, { before, target })) ?? guardStep(input.kind, before, target);
        if (verdict.kind === 'go') {
          await deps.store.recordIntent({
            key: `${input.incidentId}/${input.stepId}/${input.attempt}`,
            incidentId: input.incidentId,
            stepId: input.stepId,
            kind: input.kind,
            target: input.ref.connectionId,
            planHash: input.planHash,
            approvedBy: input.approvedBy,
            before,
            targetBefore: target,
            at: deps.now().toISOString(),
          });
        }
        return { verdict, before, target };
      });
    },

    /** One write, never retried; then one look. Must run with a single attempt and a heartbeat timeout. */
    async actOnStep(input: ActInput): Promise<ActResult> {
      const account = accountOf(input.ref);
      return heartbeating(async () => {
        const outcome = await attempt(account, commandOf(input, input.before));
        if (outcome.kind !== 'ok') return { outcome, effect: null };
        return { outcome, effect: outcome.satisfied ? outcome.evidence : await look(account, input) };
      });
    },

    /**
     * Looks until the effect shows or the settle time, counted from the first scheduling, is over; the last look
     * is always made after it. Waiting is Temporal's retry, so no worker slot is held and nothing grows in history.
     */
    async readBackStep(input: ReadBackInput): Promise<{ effect: string | null }> {
      return asProviderRead(async () => {
        const effect = await look(accountOf(input.ref), input);
        const settledAtMs = activityInfo().scheduledTimestampMs + input.settleMs;
        if (effect !== null || deps.now().getTime() >= settledAtMs) return { effect };
        throw ApplicationFailure.create({
          message: `no sign of "${input.kind}" yet`,
          type: 'step.not_settled',
          category: ApplicationFailureCategory.BENIGN,
          nextRetryDelay: Math.max(1, input.everyMs),
        });
      });
    },
  };
}

async function attempt(account: ProviderAccount, command: StepCommand): Promise<AttemptOutcome> {
  try {
    return { kind: 'ok', ...(await account.apply(command)) };
  } catch (error) {
    if (error instanceof OpError) return outcomeOf(error);
    throw error;
  }
}

/** Only a 429, a refusal or a connection never made prove that nothing was applied. */
function outcomeOf(error: OpError): AttemptOutcome {
  switch (error.code) {
    case 'provider.rate_limited':
      return {
        kind: 'rate_limited',
        retryAfterMs: Math.min(error.retryAfterMs ?? UNSTATED_RETRY_AFTER_MS, LIMITS.retryAfterMsMax),
      };
    case 'provider.unreachable':
      return { kind: 'unreachable', retryAfterMs: error.retryAfterMs ?? UNSTATED_RETRY_AFTER_MS };
    case 'provider.conflict':
      return { kind: 'refused', reason: error.message, retryable: true };
    case 'provider.unauthorized':
    case 'provider.forbidden':
    case 'provider.not_found':
    case 'provider.rejected':
    case 'provider.unknown_account':
    case 'provider.not_supported':
      return { kind: 'refused', reason: error.message, retryable: false };
    case 'provider.server_error':
    case 'provider.invalid_answer':
    case 'provider.outcome_unknown':
    case 'store.unreachable':
      return { kind: 'unknown', reason: error.message };
  }
}

/** One look at the provider; a look that fails shows nothing, and read back goes on looking. */
async function look(account: ProviderAccount, input: ActInput): Promise<string | null> {
  try {
    const state = await account.readState(input.ref.connectionId);
    const target = await account.readTarget(commandOf(input, state));
    return effectSeen(input.kind, { state: input.before, target: input.target ?? null }, { state, target });
  } catch (error) {
    if (error instanceof OpError) return null;
    throw error;
  }
}

function commandOf(input: StepInput, before: ConnectionState): StepCommand {
  const runId = before.running?.id;
  return {
    kind: input.kind,
    connectionId: input.ref.connectionId,
    params: input.params,
    ...(runId === undefined ? {} : { runId }),
  };
}

/** State small enough for history. */
function compact(state: ConnectionState): ConnectionState {
  return {
    ...state,
    notices: state.notices.slice(0, 5).map((n) => ({ ...n, message: n.message.slice(0, 300) })),
  };
}
