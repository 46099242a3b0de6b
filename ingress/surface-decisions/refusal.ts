// What refuses somebody who is known to be who they are, and the line that this leaves in the record.
import { Refused, UnknownIncident } from '../../client/incident-door';
import { present } from '../../domain/present';
import { Problem } from '../problem';
import type { DecidingSurface, SurfaceDeps } from './deps';

/** Somebody's act on an incident, before it is known whether it counts. */
export interface SurfaceAct {
  surface: DecidingSurface;
  incidentId: string;
  /** Of the person, or `slack:U012AB3CD` of somebody without a name here. */
  actor: string;
  wanted: string;
  /** The same act has the same key: refused twice, it is written down once. */
  key: string;
  /** The incident's own ticket, where they learn of it: nobody can be answered there. */
  ticket?: string | undefined;
}

/** Whether it is the person's to know and to change, not ours to repeat. */
export function isRefusal(error: unknown): error is Refused | UnknownIncident | Problem {
  if (error instanceof Problem) return error.status < 500;
  return error instanceof Refused || error instanceof UnknownIncident;
}

/** Does the work; whatever refuses it is written to the audit log before it is thrown on. @throws what the work throws */
export async function withRefusalsRecorded<T>(
  act: SurfaceAct,
  deps: Pick<SurfaceDeps, 'auditLog' | 'now'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) await recordRefusal(act, error.message, deps);
    throw error;
  }
}

/** @throws OpError when the store cannot be reached */
export async function recordRefusal(
  { surface, incidentId, actor, wanted, key, ticket }: SurfaceAct,
  why: string,
  { auditLog, now }: Pick<SurfaceDeps, 'auditLog' | 'now'>,
): Promise<void> {
  await auditLog.append([
    {
      key: `${surface}/refused/${actor}/${key}`,
      ...{ at: now().toISOString(), incidentId, actor, action: 'decision.refused' },
      details: present({ surface, wanted, why, ticket }),
    },
  ]);
}
