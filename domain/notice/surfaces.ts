// The places outside where people follow incidents, as config/surfaces.yaml or the environment has them. One of a kind.

export interface PagerdutySettings {
  baseUrl: string;
  /** Integration key of the service that pages by default. */
  routingKey: string;
  /** Integration keys of other services, by the name that a route's `place` gives. */
  services: Record<string, string>;
}

export interface GithubSettings {
  baseUrl: string;
  token: string;
  /** `owner/name`; a route's `place` may name another. */
  repository: string;
  labels: string[];
}

export interface OutgoingWebhookSettings {
  /** Where deliveries go by default. */
  url: string;
  /** Signing secrets as Standard Webhooks writes them (`whsec_…`); two while one is being rotated. */
  secrets: string[];
  /** Other addresses, by the name that a route's `place` gives. */
  places: Record<string, string>;
}

/** The statuses of a ticket that mean something to an incident, by their names at the ticket system. */
export interface TicketStatuses {
  /** The ticket is moved there when a decision is awaited; absent = it is left where it is. */
  awaiting?: string;
  approved: string;
  rejected: string;
  /** Absent = any status that counts as done. */
  done?: string;
}

export interface JiraSettings {
  baseUrl: string;
  email: string;
  apiToken: string;
  /** Key of the project; a route's `place` may name another. */
  project: string;
  issueType: string;
  labels: string[];
  statuses: TicketStatuses;
  /** Signs Jira's webhooks to us; absent = no approval by transition. */
  webhookSecret?: string;
}

export interface ServicenowSettings {
  baseUrl: string;
  credentials: { user: string; password: string } | { token: string };
  /** Name or sys_id; a route's `place` may name another. Absent = the instance's own assignment rules. */
  assignmentGroup?: string;
  /** What a resolved record must have; instances differ. */
  closeCode: string;
  /** Proves that a call to us comes from the instance; absent = no approval by transition. */
  webhookToken?: string;
}

export interface TeamsSettings {
  /** Posts cards that nobody can answer or edit. */
  webhookUrl?: string;
  /** Posts one card an incident, edits it, and takes answers. */
  bot?: TeamsBotSettings;
}

export interface TeamsBotSettings {
  /** Of the Bot Framework connector: `https://smba.trafficmanager.net/emea`. */
  baseUrl: string;
  loginUrl: string;
  /** Issuer and keys of the tokens that the Bot Framework sends us. */
  metadataUrl: string;
  tenantId: string;
  appId: string;
  appPassword: string;
  /** `19:…@thread.tacv2`; a route's `place` may name another. */
  conversation: string;
}

export interface EmailSettings {
  /** `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS. */
  smtpUrl: string;
  from: string;
  /** A route's `place` may name others, with commas. */
  to: string[];
}

export interface SurfacesSettings {
  pagerduty?: PagerdutySettings;
  github?: GithubSettings;
  webhook?: OutgoingWebhookSettings;
  jira?: JiraSettings;
  servicenow?: ServicenowSettings;
  teams?: TeamsSettings;
  email?: EmailSettings;
}
