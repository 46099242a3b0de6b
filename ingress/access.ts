// Whether the person asking may see or do this: what they may not see is not there (404), what they may not do is 403.
import { may, mayDecide, maySeeSome, roleFor } from '../domain/access/role-for';
import type { Caller } from '../domain/access/caller';
import type { Tags } from '../domain/access/grants';
import type { Region } from '../domain/access/region';
import { maySee, sightOf, type Sight } from '../domain/access/sight';
import type { AccountConfig } from '../domain/account';
import { scopeInWords } from '../domain/brakes/brake';
import { connectionOf, type Incident } from '../domain/incident';
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { ControlCommand } from '../domain/messages';
import type { Role } from '../domain/person';
import type { ConnectionReader, IncidentReader } from '../domain/reader-ports';
import { UnknownIncident, type IncidentDoor } from '../client/incident-door';
import { findIncident } from './find-incident';
import { knownAccount } from './known-account';
import { Problem } from './problem';

/** @throws Problem 403 */
export function demand(caller: Caller, needed: Role, region: Region | null, tags?: Tags): void {
  if (may(caller, needed, region, tags)) return;
  throw new Problem(403, refusalOf(caller, needed, roleFor(caller, region, tags), region ?? {}));
}

/** Why a role is not enough, and what would be. */
export function refusalOf(caller: Caller, needed: Role, has: Role | null, region?: Region): string {
  const where = region === undefined ? 'anywhere' : `for ${scopeInWords(region)}`;
  const role = `${caller.id} is ${has ?? 'nobody'} ${where}; this needs the role ${needed}`;
  if (caller.kind === 'agent') return `${role}, and an agent is operator at most: ask a person`;
  return caller.limits.length > 0
    ? `${role} (config/people.yaml, and what the token is limited to)`
    : `${role} (config/people.yaml)`;
}

/** An incident that they may see and act on. @throws Problem 404, 403; UnknownIncident */
export async function incidentFor(
  caller: Caller,
  needed: Role,
  id: string,
  from: { reader: IncidentReader; incidents: IncidentDoor },
): Promise<Incident> {
  const incident = await findIncident(id, from).catch((error: unknown) => {
    if (error instanceof UnknownIncident) return null;
    throw error;
  });
  // The same answer, so that nobody learns of incidents by asking for them.
  if (!incident || !seesIncident(caller, incident))
    throw new Problem(404, `nobody knows incident ${id.slice(0, 100)}`);
  demand(caller, needed, connectionOf(incident), incident.connection.tags);
  return incident;
}

/** What a list is to be filtered by; nothing for whoever sees everything. */
export function seenBy(caller: Caller): { sight?: Sight } {
  const sight = sightOf(caller);
  return sight.length === 0 ? {} : { sight };
}

export function seesIncident(caller: Caller, incident: Incident): boolean {
  return maySee(caller, connectionOf(incident), incident.connection.tags);
}

/** What an agent may order: a new plan, which policy decides about, and that nobody goes on waiting. */
const AGENT_ORDERS: readonly ControlCommand[] = ['retry', 'wake'];

/** Beside the role: some orders take a person. @throws Problem 403 */
export function demandOrder(caller: Caller, command: ControlCommand): void {
  if (mayDecide(caller) || AGENT_ORDERS.includes(command)) return;
  throw new Problem(403, `${caller.id} asks as an agent: to ${command} takes a person`);
}

/** An account that they may see and act on as a whole. @throws Problem 404, 403 */
export function accountFor(
  caller: Caller,
  needed: Role,
  params: { provider: string; account: string },
  accounts: readonly AccountConfig[],
): AccountRef {
  const ref = knownAccount(params, accountsSeenBy(caller, accounts));
  demand(caller, needed, ref);
  return ref;
}

/** Those of which they may see at least something. */
export function accountsSeenBy(caller: Caller, accounts: readonly AccountConfig[]): AccountConfig[] {
  return accounts.filter(({ provider, name }) => maySeeSome(caller, { provider, account: name }));
}

/** A connection that they may see and act on; its tags are those that the sweeps know. @throws Problem 404, 403 */
export async function connectionFor(
  caller: Caller,
  needed: Role,
  params: { provider: string; account: string; connectionId: string },
  deps: { accounts: readonly AccountConfig[]; connections: ConnectionReader },
): Promise<ConnectionRef> {
  const account = knownAccount(params, accountsSeenBy(caller, deps.accounts));
  const ref = { ...account, connectionId: params.connectionId };
  if (may(caller, needed, ref)) return ref;
  const { items } = await deps.connections.list({ ...ref, limit: 1 });
  const tags = items[0]?.tags ?? {};
  if (!maySee(caller, ref, tags))
    throw new Problem(404, `there is no connection ${scopeInWords(ref)} that you may see`);
  demand(caller, needed, ref, tags);
  return ref;
}
