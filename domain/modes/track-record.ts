// All that policy knows of earlier repairs and of what people set about them.
import type { Effect, Repair } from './effect';
import type { ModeSetting } from './mode-setting';

export interface TrackRecord {
  settings: ModeSetting[];
  /** Of the same provider account. */
  effects: Effect[];
  /** Automatic ones of the same provider account, without those of the incident that asks. */
  repairs: Repair[];
}
