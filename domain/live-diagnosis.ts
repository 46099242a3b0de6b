// How a connection stands this minute, with a diagnosis where something is wrong.
import type { ConnectionRef } from './connection-ref';
import type { Diagnosis } from './diagnosis';
import type { ConnectionHealth } from './sweep/known-connection';

export interface LiveDiagnosis {
  connection: ConnectionRef & { name: string; service: string; destination: string };
  health: ConnectionHealth;
  /** When the provider told what this rests on, ISO 8601 UTC. */
  readAt: string;
  /** `null` where nothing is wrong. By rules and memory; only incidents ask a model. */
  diagnosis: Diagnosis | null;
  /** The provider's own page; `null` where it has none. */
  providerUrl: string | null;
}
