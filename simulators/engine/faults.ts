// Misbehaviour to order: which requests are answered wrongly, late or not at all, and how often.
import { z } from 'zod';
import type { Random } from './random';
import { pathMatcher } from './path-match';

/**
 * The contract's fault. `times` is 1 unless given, -1 for ever; `method` `*` is any; `probability` (0..1) lets some
 * matching requests pass untouched and uncounted. Without `status` and `drop` a fault only delays.
 * `delayMs` waits before the work, or after it with `applyFirst`.
 */
export const faultSpec = z.strictObject({
  method: z.string().default('*'),
  path: z.string().min(1),
  times: z.number().int().min(-1).default(1),
  status: z.number().int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  delayMs: z.number().min(0).default(0),
  drop: z.boolean().default(false),
  applyFirst: z.boolean().default(false),
  probability: z.number().min(0).max(1).default(1),
});
export type FaultSpec = z.infer<typeof faultSpec>;

export interface ActiveFault extends FaultSpec {
  readonly id: number;
  hits: number;
}

export class FaultBook {
  private faults: (ActiveFault & { readonly matches: (path: string) => boolean })[] = [];
  private lastId = 0;

  constructor(private readonly random: Random) {}

  add(spec: FaultSpec): ActiveFault {
    this.lastId += 1;
    const fault = { ...spec, id: this.lastId, hits: 0, matches: pathMatcher(spec.path) };
    this.faults.push(fault);
    return present(fault);
  }

  /** The first fault that takes this request, already counted. A request may be known by several paths. */
  take(method: string, paths: readonly string[]): ActiveFault | null {
    const fault = this.faults.find(
      (one) =>
        one.times !== 0 &&
        (one.method === '*' || one.method.toUpperCase() === method) &&
        paths.some((path) => one.matches(path)) &&
        (one.probability === 1 || this.random.next() < one.probability),
    );
    if (fault === undefined) return null;
    fault.hits += 1;
    if (fault.times > 0) fault.times -= 1;
    return fault;
  }

  /** Those still armed. */
  list(): ActiveFault[] {
    return this.faults.filter((fault) => fault.times !== 0).map(present);
  }

  clear(): void {
    this.faults = [];
  }
}

function present(fault: ActiveFault): ActiveFault {
  return { ...fault, body: fault.body ?? null };
}
