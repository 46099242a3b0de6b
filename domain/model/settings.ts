// What the owner of the installation lets a model do and spend (config/model.yaml).

/** US dollars per million tokens. */
export interface TokenPrice {
  input: number;
  output: number;
}

export interface ModelSettings {
  /** Version of config/prompts/diagnose. */
  promptVersion: number;
  budgets: ModelBudgets;
  /** By the model's name; a model without a price has unknown cost, and its tokens count alone. */
  prices: Record<string, TokenPrice>;
  /** Questions go only to `allowedHosts`, with which zero retention has been agreed, and ask not to be stored. */
  zeroRetentionRequired: boolean;
  /** Host or host:port of endpoints that may be asked; empty = any. */
  allowedHosts: string[];
  /** Connections with one of these tags (`name` or `name=value`) may show values of rows. */
  rowsAllowedTags: string[];
}

export interface ModelBudgets {
  callsPerIncident: number;
  tokensPerIncident: number;
  tokensPerDay: number;
  /** Counts only calls whose price is known. */
  usdPerDay: number;
}

/** Where the model is and what it is called, from the environment. */
export interface ModelEndpoint {
  baseUrl: string;
  /** Endpoints in one's own network may want none. */
  apiKey: string;
  model: string;
}

/** Why this endpoint may not be asked, or `null`. A line for the start of a process: it names the key. */
export function endpointFault({ baseUrl }: ModelEndpoint, settings: ModelSettings): string | null {
  if (settings.allowedHosts.length === 0) return null;
  const { host, hostname } = new URL(baseUrl);
  if (settings.allowedHosts.some((allowed) => allowed === host || allowed === hostname)) return null;
  return `OPENAI_BASE_URL: ${hostname} is not among allowedHosts of model.yaml (${settings.allowedHosts.join(', ')})`;
}
