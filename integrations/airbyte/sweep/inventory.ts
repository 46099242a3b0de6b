// What both ways to list every connection need, and what they answer.
import type { AirbyteAccount } from '../../../domain/account';
import type { SweepPage } from '../../../domain/sweep/survey';
import type { AirbyteApi } from '../api';
import type { SweepCursor } from './cursor';
import type { EndNames } from './end-names';
import type { PageSize } from './page-size';

export interface InventoryDeps {
  config: AirbyteAccount;
  api: AirbyteApi;
  names: EndNames;
  pageSize: PageSize;
  /** In the order of the cursor's index. */
  workspaceIds: readonly string[];
  onConnection(connection: { connectionId: string; workspaceId: string }): void;
  now(): Date;
}

/** A page of the list, and where the next one begins; `null` when there is none. */
export interface PartOfSweep extends Omit<SweepPage, 'next'> {
  next: SweepCursor | null;
}

export const EMPTY: PartOfSweep = { connections: [], runs: [], missing: [], calls: 0, next: null };

/** A connection listed twice (pages shift while they are read) counts once. */
export function once<T extends { connectionId: string }>(states: readonly T[]): T[] {
  return [...new Map(states.map((state) => [state.connectionId, state])).values()];
}
