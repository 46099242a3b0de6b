// Answers of the API that have no type of their own in the domain.
import type { ApiToken, TokenState } from '../domain/access/api-token';
import type { AuditRow } from '../domain/audit-entry';
import type { Brake, FreezeWindow } from '../domain/brakes/brake';
import type { AccountRef } from '../domain/connection-ref';
import type { Evidence } from '../domain/diagnosis';
import type { Record as ModeRecord } from '../domain/modes/earned';
import type { ModeSetting } from '../domain/modes/mode-setting';
import type { Mode } from '../domain/plan';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Timeline {
  incidentId: string;
  items: AuditRow[];
  evidence: Evidence[];
}

export interface StandingBrakes {
  items: Brake[];
  /** Freezes that configuration states. */
  windows?: (FreezeWindow & { open: boolean })[];
}

export interface ModesAnswer {
  /** Where no rule sets one. */
  default: Mode;
  items: (ModeSetting & { lostBy: string | null })[];
  records: ModeRecord[];
}

export type ListedToken = ApiToken & { state: TokenState };

export interface Readiness {
  status: 'ready' | 'not_ready';
  checks: { name: string; ok: boolean; detail: string }[];
}

export interface AccountSummary extends AccountRef {
  access: 'read_write' | 'read_only';
  sweepEveryMs: number;
}
