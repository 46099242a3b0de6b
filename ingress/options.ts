// What the HTTP server is given by whoever starts it: the local stack or ingress/main.ts.
import type { Logger } from 'pino';
import type { AccountDoor } from '../client/account-door';
import type { IncidentDoor } from '../client/incident-door';
import type { AccountConfig } from '../domain/account';
import type { FreezeWindow } from '../domain/brakes/brake';
import type { Links } from '../domain/incident-links';
import type { SurfaceCheck } from '../domain/notice/surface-check';
import type { Person, Role } from '../domain/person';
import type { PolicySet } from '../domain/policy/policy';
import type { ConnectionReader, IncidentReader } from '../domain/reader-ports';
import type {
  AuditLog,
  BrakeStore,
  DelegationStore,
  ModeStore,
  Surroundings,
  TokenStore,
  TrackRecords,
} from '../domain/store-ports';
import type { Metrics } from '../integrations/observability/metrics';
import type { AccessToken } from './auth';
import type { OidcSettings } from './oidc-settings';
import type { OpenSlack } from './slack/open';
import type { OpenTeams } from './teams/open';
import type { OpenTickets } from './tickets/open';

/** Something that must answer before work is sent here. */
export interface ReadinessCheck {
  name: string;
  /** Rejects when it is not there; the message says what to do. */
  check(): Promise<unknown>;
}

export interface IngressOptions {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** The same array for the life of the process: its entries are replaced when a secret is rotated. */
  accounts: AccountConfig[];
  people: Person[];
  tokens: AccessToken[];
  /** Tokens that people make through the API. */
  tokenStore: TokenStore;
  /** The identity provider whose tokens are believed too; absent = none. */
  oidc?: OidcSettings;
  /** Roles of people who are not listed, by their groups at the identity provider. */
  oidcGroups?: Readonly<Record<string, Role>>;
  incidents: IncidentDoor;
  reader: IncidentReader;
  /** What the sweeps know of connections. */
  connections: ConnectionReader;
  /** Today's policy, to explain it; deciding is the workers'. `hash` over its files. */
  policy: { policies: PolicySet; hash: string };
  surroundings: Surroundings;
  brakes: BrakeStore;
  auditLog: AuditLog;
  /** What people set about automation, and the record it rests on. */
  modes: ModeStore;
  /** Votes given to others. */
  delegations: DelegationStore;
  records: TrackRecords;
  /** Absent = no Slack is configured. */
  slack?: OpenSlack;
  /** Absent = no ticket system is configured. */
  tickets?: OpenTickets;
  /** Absent = no Teams bot is configured. */
  teams?: OpenTeams;
  /** The configured surfaces, to ask whether they answer; absent = none. */
  surfaceChecks?: readonly SurfaceCheck[];
  /** Freezes that configuration states. */
  freezes: readonly FreezeWindow[];
  /** Questions and orders to provider accounts. */
  provider: AccountDoor;
  logger: Logger;
  links?: Links;
  /** Beside the store, which is always checked. */
  checks?: ReadinessCheck[];
  metrics?: Metrics;
  /** Deliveries a minute from one address to one account. */
  webhooksPerMinuteMax?: number;
  /** Requests a minute to the API with one token; 600 when absent. */
  apiPerMinuteMax?: number;
  /** Believe X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy?: boolean;
  now?: () => Date;
}
