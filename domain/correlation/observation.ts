// Something seen around a failure: a sentence that can be cited, and the classes that it speaks for.
import type { FailureClass } from '../failure-class';

export interface Observation {
  /** `missing`: what could not be looked at, and why. */
  kind: 'correlation' | 'missing';
  /** ISO 8601 UTC. */
  at: string;
  /** A short plain sentence; untrusted where it quotes names. */
  text: string;
  /** Classes that this makes likelier; absent = it only helps a person to judge. */
  supports?: readonly FailureClass[];
}
