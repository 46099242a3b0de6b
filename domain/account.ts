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
  /** Tags by connection ID, added to what the provider itself knows. */
  connectionTags: Record<string, Record<string, string>>;
}

export interface FivetranAccount extends AccountCommon {
  provider: 'fivetran';
  apiKey: string;
  apiSecret: string;
}

export interface AirbyteAccount extends AccountCommon {
  provider: 'airbyte';
  clientId: string;
  clientSecret: string;
  /** Configuration API base (`…/api/v1`); absent = not offered, facts degrade and say so. */
  configApiUrl?: string;
  /** Where people look: `https://cloud.airbyte.com`. */
  consoleBaseUrl?: string;
}

export type AccountConfig = FivetranAccount | AirbyteAccount;
