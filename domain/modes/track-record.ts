// All that policy knows of earlier repairs and of what people set about them.
import type { Effect, Repair } from './effect';
import type { ModeSetting } from './mode-setting';

export interface TrackRecord {
  settings: ModeSetting[];
  /** Of the same provider account and class. */
  effects: Effect[];
  /** Automatic ones, without those of the incident that asks. */
  repairs: Repair[];
}

/** How much of the record is looked at. */
export interface RecordAsked {
  /** ISO 8601 UTC. */
  since: string;
  /** Over what budgets count: nothing, this connection, or the whole account. */
  repairsOf: 'none' | 'connection' | 'account';
  /** The incident whose repairs do not count. */
  except?: string;
}
