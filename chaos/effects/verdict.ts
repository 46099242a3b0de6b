// One cell of the table: how often the write took effect by the simulator's log, and what the incident says of it.
import type { Action } from './actions';
import type { WriteFault } from './faults';
import type { LoggedWrite } from './log';

export interface StepSaid {
  status: string;
  outcome: string | null;
}

export interface Cell {
  action: Action;
  fault: WriteFault;
  /** How often the write took effect. */
  effects: number;
  said: StepSaid;
  ok: boolean;
}

/**
 * Exactly once; or the incident says that it cannot know, and there was at most one effect. A costly step may have
 * been repeated once, after its effect could not be read back.
 */
export function cellOf(action: Action, fault: WriteFault, writes: LoggedWrite[], said: StepSaid): Cell {
  const [first, ...rest] = writes;
  const effects = (first && tookEffect(first, fault) ? 1 : 0) + rest.filter(isClean).length;
  const undecided = said.status === 'unknown';
  const ok =
    (effects === 1 && (said.status === 'applied' || undecided)) ||
    (effects === 0 && undecided) ||
    (effects === 2 && action.costly === true && said.status !== 'not_applied');
  return { action, fault, effects, said, ok };
}

/** The fault was for the first write alone; what it did then is known, whatever it answered. */
function tookEffect(first: LoggedWrite, { fault, applied }: WriteFault): boolean {
  return fault === null ? isClean(first) : applied;
}

function isClean({ status }: LoggedWrite): boolean {
  return status >= 200 && status < 300;
}
