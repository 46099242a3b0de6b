// What stands in the way of a step right now: a brake, a policy that asks for more, nothing left to do, no way back.
import { holdOn, type FreezeWindow, type Hold } from '../domain/brakes/brake';
import type { ConnectionRef } from '../domain/connection-ref';
import type { ConnectionState } from '../domain/connection-state';
import { LIMITS } from '../domain/limits';
import type { Person } from '../domain/person';
import type { PolicySet } from '../domain/policy/policy';
import { readCircumstances, type CircumstancesDeps } from '../domain/policy/read-circumstances';
import { mustAskAgain, noLongerAllowed } from '../domain/policy/still-allowed';
import type { TargetReading } from '../domain/step';
import type { GuardVerdict } from '../domain/step-guard';
import type { BrakeStore } from '../domain/store-ports';
import type { StepInput } from './remediation';

export type Obstacle = { kind: 'outdated'; reason: string } | { kind: 'held'; hold: Hold };

export interface ObstacleDeps extends CircumstancesDeps {
  config: { policies: PolicySet; people: Person[]; hashes: { policies: string } };
  brakes: Pick<BrakeStore, 'standing'>;
  /** Freezes that configuration states. */
  freezes: readonly FreezeWindow[];
  now: () => Date;
}

/** The first of them, or `null`. @throws OpError `store.unreachable`: a store that is away lets nothing through */
export async function inTheWay(
  deps: ObstacleDeps,
  input: StepInput,
  { before, target }: { before: ConnectionState; target: TargetReading | null },
): Promise<GuardVerdict | Obstacle | null> {
  return (
    (await held(deps, input.ref)) ??
    (await outdated(deps, input, before)) ??
    tooLargeToUndo(target) ??
    recovered(before, input.neededUnlessSuccessAfter)
  );
}

/** The brakes come before everything else, undoing included; a store that is away lets nothing through. */
async function held({ brakes, freezes, now }: ObstacleDeps, ref: ConnectionRef): Promise<Obstacle | null> {
  const at = now().toISOString();
  const hold = holdOn(ref, await brakes.standing(at), freezes, at);
  return hold && { kind: 'held', hold };
}

/** Read now, not remembered: a policy that asks for more than it did is obeyed before the next write. */
async function outdated(
  deps: ObstacleDeps,
  { standing, ref, kind, approvedBy, bypass, incidentId }: StepInput,
  { service, destination }: ConnectionState,
): Promise<Obstacle | null> {
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
