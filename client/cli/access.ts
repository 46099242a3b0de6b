// Two ways to the same incidents: through the API, or (--direct) through Temporal itself when the API is down.
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Incident } from '../../domain/incident';
import type { Control, Decision, DecisionReceipt } from '../../domain/messages';
import { NoWorkerAnswer, type IncidentSummary } from '../incident-door';
import { CliError, EXIT } from './cli-error';
import type { CliContext } from './context';

/** A row of a list: what both ways can tell. */
export type ListedIncident = Pick<
  Incident,
  'id' | 'workflowId' | 'runId' | 'provider' | 'account' | 'status' | 'openedAt'
> & {
  connection: Pick<Incident['connection'], 'id' | 'name'>;
  diagnosis: { class: string } | null;
  /** Absent where Temporal alone was asked: it does not know them. */
  flags?: Incident['flags'];
};

export interface Access {
  list(filter: { status?: string; connectionId?: string; limit?: number }): Promise<ListedIncident[]>;
  get(id: string): Promise<Incident>;
  decide(
    id: string,
    decision: Omit<Decision, 'by'>,
    options: { orQueue: boolean },
  ): Promise<DecisionReceipt | { queued: true }>;
  control(id: string, order: Omit<Control, 'by'>): Promise<unknown>;
}

export interface AccessFlags {
  direct?: boolean;
  as?: string;
}

/** `--direct` and `--as`, on verbs of incidents and approvals. */
export function withDirect(command: Command): Command {
  return command
    .option('--direct', 'ask Temporal itself (TEMPORAL_ADDRESS), for when the API is down')
    .option('--as <person>', 'with --direct: in whose name an act is sent');
}

/** Runs `work` with the way that the flags ask for, and closes it afterwards. */
export async function withAccess<T>(
  context: CliContext,
  flags: AccessFlags,
  work: (access: Access) => Promise<T>,
): Promise<T> {
  if (flags.direct !== true) return work(throughApi(context));
  // Loading Temporal's client costs more than all the rest of the CLI: only who asks for it pays.
  const [{ connectTemporal }, { IncidentsClient }] = await Promise.all([
    import('../temporal'),
    import('../incidents'),
  ]);
  const temporal = await connectTemporal({ env: context.config.temporalEnv, connectTimeoutMs: 3000 });
  try {
    return await work(throughTemporal(new IncidentsClient(temporal.client), flags.as));
  } finally {
    await temporal.close();
  }
}

/** The incident, or `null` when only a worker could show it and none runs: signals reach it all the same. */
export async function seenIfPossible(access: Access, id: string): Promise<Incident | null> {
  try {
    return await access.get(id);
  } catch (error) {
    if (error instanceof NoWorkerAnswer) return null;
    throw error;
  }
}

function throughApi({ api }: CliContext): Access {
  return {
    list: async (filter) => (await api.incidents(filter)).items,
    get: (id) => api.incident(id),
    decide: (id, decision, { orQueue }) =>
      api.decide(id, decision, { idempotencyKey: randomUUID(), orQueue }),
    control: (id, order) => api.control(id, order, { idempotencyKey: randomUUID() }),
  };
}

type Door = InstanceType<(typeof import('../incidents'))['IncidentsClient']>;

function throughTemporal(door: Door, person: string | undefined): Access {
  return {
    async list({ status, connectionId, limit }) {
      const wanted = status?.split(',');
      const found = await door.list(limit === undefined ? {} : { limit });
      return found
        .filter((i) => wanted?.includes(i.status) ?? true)
        .filter((i) => connectionId === undefined || i.connection.connectionId === connectionId)
        .map(listed);
    },
    get: (id) => door.get(id),
    decide: (id, decision, { orQueue }) =>
      door.decide(id, { ...decision, by: named(person) }, { orQueue, updateId: randomUUID() }),
    control: (id, order) => door.control(id, { ...order, by: named(person) }),
  };
}

/** Visibility knows no names, so the connection's ID stands for it. */
function listed(summary: IncidentSummary): ListedIncident {
  const { provider, account, connectionId } = summary.connection;
  return {
    id: summary.id,
    workflowId: summary.workflowId,
    runId: summary.runId,
    provider,
    account,
    connection: { id: connectionId, name: connectionId },
    // The attribute is written by the workflow from the same union.
    status: summary.status as Incident['status'],
    diagnosis: summary.class === null ? null : { class: summary.class },
    openedAt: summary.openedAt,
  };
}

function named(person: string | undefined): string {
  if (person !== undefined && person !== '') return person;
  throw new CliError(EXIT.usage, '--direct acts need --as PERSON', 'name yourself as in config/people.yaml');
}
