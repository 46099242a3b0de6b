// Pulling and lifting a brake, by a person who is known to be one: the same act for API and console.
import { randomUUID } from 'node:crypto';
import { scopeInWords, type Brake, type BrakeKind, type BrakeScope } from '../../domain/brakes/brake';
import type { Role } from '../../domain/person';
import { present } from '../../domain/present';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';

/** Anyone who may act may pull a brake; letting go takes more. */
export const PULLS: Role = 'operator';
export const LIFTS: Record<BrakeKind, Role> = { freeze: 'approver', kill: 'admin' };

export interface BrakeAsked {
  kind: BrakeKind;
  scope: BrakeScope;
  reason: string;
  /** ISO 8601; absent = until it is lifted. */
  until?: string | undefined;
  /** ID of the person; never taken from what they sent. */
  by: string;
}

type Deps = Pick<IngressOptions, 'brakes' | 'logger'> & { now: () => Date };

/** @throws Problem 400 when `until` lies in the past. */
export async function pullBrake(asked: BrakeAsked, deps: Deps): Promise<Brake> {
  const now = deps.now();
  const { kind, scope, reason, by } = asked;
  const until = asked.until === undefined ? null : new Date(asked.until).toISOString();
  if (until !== null && Date.parse(until) <= now.getTime())
    throw new Problem(400, `"until" (${until}) lies in the past`);
  const id = `${kind}-${randomUUID().slice(0, 8)}`;
  const brake: Brake = { id, kind, scope, reason, by, since: now.toISOString(), until };
  await deps.brakes.apply(brake, audited(brake, by, `${kind}.on`, now));
  deps.logger.warn({ brake: brake.id, scope: scopeInWords(brake.scope), by }, `${kind}.on`);
  return brake;
}

/** False when no such brake stands any more. */
export async function liftBrake(brake: Brake, by: string, deps: Deps, why?: string): Promise<boolean> {
  const now = deps.now();
  const off = `${brake.kind}.off`;
  const done = await deps.brakes.lift(brake.id, now.toISOString(), audited(brake, by, off, now, why));
  if (done) deps.logger.warn({ brake: brake.id, by }, off);
  return done;
}

/** Brakes belong to no incident; the audit record keeps them under their own ID. */
function audited(brake: Brake, by: string, action: string, at: Date, why?: string) {
  const { id, scope, reason, until } = brake;
  return {
    ...{ key: `${id}/${action}`, at: at.toISOString(), incidentId: id, actor: by, action },
    details: { scope: scopeInWords(scope), reason, until, ...present({ why }) },
  };
}
