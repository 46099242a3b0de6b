// The three acts of one step: prepare (intent and guard), act once, read back.
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { holdOn, type FreezeWindow, type Hold } from '../domain/brakes/brake';
import type { ConnectionRef } from '../domain/connection-ref';
import type { ConnectionState } from '../domain/connection-state';
import type { Bypass } from '../domain/incident';
import { LIMITS } from '../domain/limits';
import { OpError } from '../domain/op-error';
import type { Person } from '../domain/person';
import type { PolicySet } from '../domain/policy/policy';
import { mustAskAgain, noLongerAllowed, type Standing } from '../domain/policy/still-allowed';
import type { BrakeStore, IncidentStore, ProviderAccount, ProviderAccounts } from '../domain/ports';
import { effectSeen, guardStep, type GuardVerdict } from '../domain/step-guard';
import type {
  AttemptOutcome,
  ProviderStepKind,
  StepCommand,
  StepParams,
  TargetReading,
} from '../domain/step';
import { readCircumstances, type CircumstancesDeps } from '../domain/policy/read-circumstances';
import { asProviderRead } from './failure';
import { heartbeating } from './heartbeating';

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
  verdict: GuardVerdict | { kind: 'outdated'; reason: string } | { kind: 'held'; hold: Hold };
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
  deps: CircumstancesDeps & {
    accounts: ProviderAccounts;
    store: IncidentStore;
    config: { policies: PolicySet; people: Person[]; hashes: { policies: string } };
    brakes: Pick<BrakeStore, 'standing'>;
    /** Freezes that configuration states. */
    freezes: readonly FreezeWindow[];
    now: () => Date;
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
          (await held(deps, input.ref)) ??
          (await outdated(deps, input, before)) ??
          tooLargeToUndo(target) ??
          recovered(before, input.neededUnlessSuccessAfter) ??
          guardStep(input.kind, before, target);
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

/** The brakes come before everything else, undoing included; a store that is away lets nothing through. */
async function held(
  { brakes, freezes, now }: Parameters<typeof createRemediationActivities>[0],
  ref: ConnectionRef,
): Promise<{ kind: 'held'; hold: Hold } | null> {
  const at = now().toISOString();
  const hold = holdOn(ref, await brakes.standing(at), freezes, at);
  return hold && { kind: 'held', hold };
}

/** Read now, not remembered: a policy that asks for more than it did is obeyed before the next write. */
async function outdated(
  deps: Parameters<typeof createRemediationActivities>[0],
  { standing, ref, kind, approvedBy, bypass, incidentId }: StepInput,
  { service, destination }: ConnectionState,
): Promise<{ kind: 'outdated'; reason: string } | null> {
  const { policies, people, hashes } = deps.config;
  const bypassed = bypass !== undefined;
  if (bypassed && standing && deps.now().getTime() >= Date.parse(bypass.until))
    return { kind: 'outdated', reason: `the break-glass of ${bypass.by} ended at ${bypass.until}` };
  if (!standing || !mustAskAgain(standing, approvedBy, hashes.policies)) return null;
  const about = { ...ref, service, destination, class: standing.about.class, incidentId };
  const circumstances = await readCircumstances(deps, policies, about, deps.now());
  const reason = noLongerAllowed(
    { standing, ref, kind, approvedBy, bypassed, circumstances },
    { policies, people },
  );
  return reason === null ? null : { kind: 'outdated', reason };
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

function recovered(now: ConnectionState, since: string | undefined): GuardVerdict | null {
  const success = now.lastSuccessAt;
  if (since === undefined || success === null || Date.parse(success) <= Date.parse(since)) return null;
  if (now.lastFailureAt !== null && Date.parse(now.lastFailureAt) > Date.parse(success)) return null;
  return { kind: 'already', evidence: `a sync succeeded at ${success}, after the failure` };
}

/** The way back travels with the incident; what does not fit could not be put back. */
function tooLargeToUndo(target: TargetReading | null): GuardVerdict | null {
  const bytes = target === null ? 0 : Buffer.byteLength(JSON.stringify(target.value));
  if (bytes <= LIMITS.undoBytesMax) return null;
  return {
    kind: 'blocked',
    reason: `what stands there now (${bytes} bytes) is too large to keep for undoing; a person must do this`,
  };
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
