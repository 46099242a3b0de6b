// A provider account as config/accounts.yaml describes it, secrets already resolved.

interface AccountCommon {
  /** Name used in workflow IDs and webhook paths; [a-z0-9-]. */
  name: string;
  baseUrl: string;
  /** Secrets that webhooks may carry; two while one is being rotated. */
  webhookSecrets: string[];
  /** Calls per second to this account across all workers (enforced by the Temporal server per task queue). */
  requestsPerSecond: number;
  readTimeoutMs: number;
  /** Above the provider's own ceiling (Fivetran stops a sync for up to 60 s), so that our timeout is the rarer one. */
  writeTimeoutMs: number;
  /** `read_only`: the credentials may only read; the engine watches (mode monitor) and never writes. */
  access: 'read_write' | 'read_only';
  sweep: SweepSettings;
  /** Accounts of one tenant learn from each other's incidents. */
  tenant: string;
  /** What policy calls `environment` here, such as prod; a connection's own tag goes before it. */
  environment?: string;
  /** Tags by connection ID, added to what the provider itself knows. */
  connectionTags: Record<string, Record<string, string>>;
}

/** How often the whole account is looked at, and from when on silence counts as trouble. Milliseconds. */
export interface SweepSettings {
  /** 0 = never. */
  everyMs: number;
  /** Every so often all connections are listed; in between only what has run, where the provider tells them apart. */
  inventoryEveryMs: number;
  /** A run longer than this, and longer than three times its usual length, is stuck. */
  stuckAfterMs: number;
  /** Late: this long past the schedule (Fivetran shifts starts by up to 60 min, Airbyte by up to 25 min). */
  lateAfterMs: number;
}

/** Fivetran Platform Connector tables (LOG, …) in a PostgreSQL destination. */
export interface PlatformLogSource {
  databaseUrl: string;
  /** `fivetran_metadata`, formerly `fivetran_log`. */
  schema: string;
}

export interface FivetranAccount extends AccountCommon {
  provider: 'fivetran';
  apiKey: string;
  apiSecret: string;
  /** Separate credentials for writes, so that everything else runs on a key that cannot change anything. */
  write?: { apiKey: string; apiSecret: string };
  /** Hand-offs carry a Connect Card link; whoever has it can change the connection's credentials. */
  connectCards: boolean;
  platformLog?: PlatformLogSource;
}

export interface AirbyteAccount extends AccountCommon {
  provider: 'airbyte';
  clientId: string;
  clientSecret: string;
  /** Separate credentials for writes, as for Fivetran. */
  write?: { clientId: string; clientSecret: string };
  /** Workspaces to look at; all that the application sees when empty. */
  workspaceIds: string[];
  /** Configuration API base (`…/api/v1`); absent = not offered, facts degrade and say so. */
  configApiUrl?: string;
  /** Where people look: `https://cloud.airbyte.com`. */
  consoleBaseUrl?: string;
}

export type AccountConfig = FivetranAccount | AirbyteAccount;
