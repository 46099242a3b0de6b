// What a look at a whole account brings home: connections and runs for the sweep, findings for the doctor.
import type { ConnectionState, SyncRun } from '../connection-state';

export interface SweepRequest {
  /** Answer of the previous page, `null` for the first. */
  cursor: string | null;
  /**
   * `inventory` lists every connection; `runs` only what has run since. Providers whose list tells both
   * (Fivetran) answer `runs` with the list as well.
   */
  scope: 'inventory' | 'runs';
  /** Provider's clock, ISO 8601 UTC; runs that moved before are old news. */
  since: string;
}

export interface SweepPage {
  connections: ConnectionState[];
  /** Newest run of connections, where runs are told apart from connections; reasons included where offered. */
  runs: { connectionId: string; run: SyncRun }[];
  next: string | null;
  /** HTTP calls spent on this page. */
  calls: number;
  /** What this account cannot show to a sweep, said once: "rows moved". */
  missing: { what: string; why: string }[];
  /** Connections that are there and could not be read: not gone, and nothing is known of them. */
  unreadable?: string[];
}

/** One thing that was looked at, and what to do where it is not in order. */
export interface SurveyFinding {
  /** `reachable`, `credentials`, `permissions`, `limits`, `clock`, `webhooks`, `config_api`, … */
  check: string;
  status: 'ok' | 'warning' | 'failed' | 'unknown';
  /** What was seen, in words; never a secret. */
  detail: string;
  /** What to do next, where something is to be done. */
  fix?: string;
}

export interface AccountSurvey {
  findings: SurveyFinding[];
}
