// What policy may ask beside the diagnosis: read from the store, and only where some rule asks.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { DiagnosedClass } from '../domain/failure-class';
import {
  TOGETHER_MS,
  blastRadiusAsked,
  blastRadiusOf,
  recurrenceAsked,
  type Circumstances,
} from '../domain/policy/circumstances';
import type { PolicySet } from '../domain/policy/policy';
import type { Surroundings } from '../domain/ports';

export interface CircumstancesDeps {
  surroundings: Surroundings;
  /** Accounts whose incidents count as broken together with this one's. */
  tenantOf(ref: AccountRef): AccountRef[];
  /** `null` where configuration says nothing. */
  environmentOf(ref: AccountRef): string | null;
}

export interface About extends ConnectionRef {
  service: string;
  destination: string;
  class: DiagnosedClass;
}

/** @throws OpError `store.unreachable` */
export async function readCircumstances(
  { surroundings, tenantOf, environmentOf }: CircumstancesDeps,
  policies: PolicySet,
  { class: failureClass, ...here }: About,
  now: Date,
): Promise<Circumstances> {
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const backMs = recurrenceAsked(policies);
  const [earlier, { neighbours }] = await Promise.all([
    backMs === 0 ? [] : surroundings.earlier(here, failureClass, since(backMs)),
    blastRadiusAsked(policies)
      ? surroundings.around(here, since(TOGETHER_MS), tenantOf(here))
      : { neighbours: [] },
  ]);
  return {
    at: now.toISOString(),
    ...{ environment: environmentOf(here), earlier, blastRadius: blastRadiusOf(here, neighbours) },
  };
}
