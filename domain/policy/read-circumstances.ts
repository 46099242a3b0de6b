// What policy may ask beside the diagnosis: read through the ports, and only where some rule asks. The same for the
// activities that decide and for whoever explains a decision.
import type { AccountRef, ConnectionRef } from '../connection-ref';
import type { DiagnosedClass } from '../failure-class';
import {
  TOGETHER_MS,
  blastRadiusAsked,
  blastRadiusOf,
  recordAsked,
  recurrenceAsked,
  type Circumstances,
} from './circumstances';
import type { PolicySet } from './policy';
import type { Surroundings, TrackRecords } from '../store-ports';

export interface CircumstancesDeps {
  surroundings: Surroundings;
  records: TrackRecords;
  /** Accounts whose incidents count as broken together with this one's. */
  tenantOf(ref: AccountRef): AccountRef[];
  /** `null` where configuration says nothing. */
  environmentOf(ref: AccountRef): string | null;
}

export interface About extends ConnectionRef {
  service: string;
  destination: string;
  class: DiagnosedClass;
  /** Whose own repairs do not count against it. */
  incidentId?: string;
}

/** @throws OpError `store.unreachable` */
export async function readCircumstances(
  { surroundings, records, tenantOf, environmentOf }: CircumstancesDeps,
  policies: PolicySet,
  { class: failureClass, incidentId, ...here }: About,
  now: Date,
): Promise<Circumstances> {
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const backMs = recurrenceAsked(policies);
  const [earlier, { neighbours }, record] = await Promise.all([
    backMs === 0 ? [] : surroundings.earlier(here, failureClass, since(backMs)),
    blastRadiusAsked(policies)
      ? surroundings.around(here, since(TOGETHER_MS), tenantOf(here))
      : { neighbours: [] },
    records.read(
      { ...here, class: failureClass },
      { ...recordAsked(policies, now), ...(incidentId === undefined ? {} : { except: incidentId }) },
    ),
  ]);
  return {
    at: now.toISOString(),
    ...{ environment: environmentOf(here), earlier, blastRadius: blastRadiusOf(here, neighbours) },
    record,
  };
}
