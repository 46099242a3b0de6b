// Which connection an incident is about, and the IDs derived from it (each ID has its one builder here).

export const PROVIDERS = ['fivetran', 'airbyte'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** One connection of one provider account; `account` is the name given in `config/accounts.yaml`. */
export interface ConnectionRef {
  provider: Provider;
  account: string;
  connectionId: string;
}

/** One provider account of ours. */
export type AccountRef = Pick<ConnectionRef, 'provider' | 'account'>;

/** Workflow ID of the connection's one open incident. */
export function incidentWorkflowId(ref: ConnectionRef): string {
  return `incident/${ref.provider}/${ref.account}/${ref.connectionId}`;
}

/** Reads an incident's workflow ID back into the connection it names, or `undefined` when it is none. */
export function parseIncidentWorkflowId(workflowId: string): ConnectionRef | undefined {
  const [kind, provider, account, ...rest] = workflowId.split('/');
  if (kind !== 'incident' || account === undefined || rest.length === 0) return undefined;
  const known = PROVIDERS.find((p) => p === provider);
  return known && { provider: known, account, connectionId: rest.join('/') };
}

/** Task queue of the activities that call one provider account, so that its rate limit is shared. */
export function providerTaskQueue(ref: AccountRef): string {
  return `penstock-${ref.provider}-${ref.account}`;
}

/** Task queue of an account's sweeps: a share of its rate of their own, so that incidents never wait behind them. */
export function sweepTaskQueue(ref: AccountRef): string {
  return `${providerTaskQueue(ref)}-sweep`;
}

/** ID of an account's Schedule, and the beginning of the workflow IDs that it starts. */
export function sweepId(ref: AccountRef): string {
  return `sweep/${ref.provider}/${ref.account}`;
}

/** Public incident ID: `inc-` and the first 8 hex digits of the first run's ID. */
export function publicIncidentId(firstRunId: string): string {
  return `inc-${firstRunId.replace(/-/g, '').slice(0, 8)}`;
}

/** Task queue of what is told to the outside. */
export const NOTICE_TASK_QUEUE = 'penstock/notices';

/** Task queue of the workflows themselves. */
export const WORKFLOW_TASK_QUEUE = 'penstock';
