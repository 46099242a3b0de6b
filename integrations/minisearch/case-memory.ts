// Past cases at hand: exact by fingerprint, alike by their words. Built from the store, kept up with it, bounded.
import type { AccountRef } from '../../domain/connection-ref';
import type { PastCase } from '../../domain/memory/past-case';
import type { CaseMemory } from '../../domain/ports';
import type { CaseReader } from '../../domain/reader-ports';
import { bm25, type CaseIndex } from './case-index';

interface Bounds {
  /** Older cases are forgotten. */
  casesMax: number;
  /** What closed a moment ago need not be known yet. */
  refreshEveryMs: number;
}

const BOUNDS: Bounds = { casesMax: 20_000, refreshEveryMs: 5_000 };
const OUTCOMES_A_PAGE = 1_000;
const SAME_MAX = 20;
const SIMILAR_MAX = 2;
/** A lower number may become visible after a higher one, when two incidents close at once: so many are read again. */
const OVERLAP = 100;

export function createCaseMemory(
  reader: CaseReader,
  deps: { now(): Date; index?: CaseIndex; bounds?: Partial<Bounds> },
): CaseMemory {
  const { casesMax, refreshEveryMs } = { ...BOUNDS, ...deps.bounds };
  const index = deps.index ?? bm25();
  /** In the order in which they were written. */
  const cases = new Map<string, PastCase>();
  const byFingerprint = new Map<string, Set<string>>();
  let readUpTo = 0;
  let freshUntil = 0;
  let reading: Promise<void> | null = null;

  function learn(one: PastCase): void {
    const key = `${one.incidentId}/${one.at}`;
    if (cases.has(key)) return;
    cases.set(key, one);
    index.add(key, one.fingerprint);
    byFingerprint.set(one.fingerprint, (byFingerprint.get(one.fingerprint) ?? new Set()).add(key));
    const [oldest] = cases.keys();
    if (cases.size > casesMax && oldest !== undefined) forget(oldest);
  }

  function forget(key: string): void {
    const fingerprint = cases.get(key)?.fingerprint ?? '';
    cases.delete(key);
    index.remove(key);
    const same = byFingerprint.get(fingerprint);
    same?.delete(key);
    if (same?.size === 0) byFingerprint.delete(fingerprint);
  }

  async function catchUp(): Promise<void> {
    for (let from = Math.max(0, readUpTo - OVERLAP); ;) {
      const page = await reader.casesAfter(from, OUTCOMES_A_PAGE);
      page.cases.forEach(learn);
      if (page.seq === from) break;
      from = page.seq;
      readUpTo = Math.max(readUpTo, from);
    }
    freshUntil = deps.now().getTime() + refreshEveryMs;
  }

  return {
    async recall({ fingerprint, service, tenant }) {
      if (deps.now().getTime() >= freshUntil) {
        reading ??= catchUp().finally(() => (reading = null));
        await reading;
      }
      const ours = (key: string) => {
        const one = cases.get(key);
        return one?.service === service && tenant.some((ref) => holds(ref, one));
      };
      const same = byFingerprint.get(fingerprint) ?? new Set<string>();
      const alike = index.nearest(fingerprint, (key) => !same.has(key) && ours(key), SIMILAR_MAX);
      const told = (keys: string[]) => keys.flatMap((key) => cases.get(key) ?? []);
      return { same: told([...same].reverse().filter(ours).slice(0, SAME_MAX)), similar: told(alike) };
    },
  };
}

function holds({ provider, account }: AccountRef, { ref }: PastCase): boolean {
  return ref.provider === provider && ref.account === account;
}
