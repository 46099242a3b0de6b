// What goes wrong with the one write of a step, and whether the provider had applied it by then.

export interface WriteFault {
  name: string;
  /** Body of the simulators' fault, without method and path; `null` = the answer is clean. */
  fault: Record<string, unknown> | null;
  /** Was the faulted write applied (now or later)? */
  applied: boolean;
  /** The stack is killed while the write is under way. */
  kill?: true;
  /** The same thing is done by a person at the same moment. */
  human?: true;
}

/** Longer than the clients' write timeout in this run (3 s), shorter than the settle time (8 s). */
const TOO_LATE_MS = 4500;

export const WRITE_FAULTS: WriteFault[] = [
  { name: 'none', fault: null, applied: true },
  { name: 'timeout, lost', fault: { drop: true, delayMs: TOO_LATE_MS }, applied: false },
  { name: 'timeout, late', fault: { delayMs: TOO_LATE_MS }, applied: true },
  { name: 'timeout, done', fault: { applyFirst: true, delayMs: TOO_LATE_MS }, applied: true },
  { name: '500, done', fault: { applyFirst: true, status: 500 }, applied: true },
  { name: '409', fault: { status: 409 }, applied: false },
  { name: '429', fault: { status: 429, headers: { 'retry-after': '1' } }, applied: false },
  { name: 'reset, lost', fault: { drop: true }, applied: false },
  { name: 'reset, done', fault: { drop: true, applyFirst: true }, applied: true },
  { name: 'killed', fault: { applyFirst: true, delayMs: TOO_LATE_MS }, applied: true, kill: true },
];
