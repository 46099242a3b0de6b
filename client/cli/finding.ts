// One thing that the doctor looked at, and how it is shown.
import { wrap } from './wrap';

export interface Finding {
  check: string;
  /** False only for what has to be put right. */
  ok: boolean;
  /** `warning`: works, less well than it could; `unknown`: could not be looked at. */
  status: 'ok' | 'warning' | 'failed' | 'unknown';
  detail: string;
  /** What to do; absent where nothing is to be done. */
  fix?: string;
}

export function finding(check: string, status: Finding['status'], detail: string, fix?: string): Finding {
  return { check, ok: status !== 'failed', status, detail, ...(fix === undefined ? {} : { fix }) };
}

/** `1 route`, `2 routes`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

const SHOWN = { ok: 'ok', warning: 'WARN', failed: 'FAIL', unknown: '?' } as const;
/** Room for the longest of them. */
const INDENT = ' '.repeat(6);

export function findingText({ check, status, detail, fix }: Finding): string {
  const told = `${check}: ${detail}`.split('\n').map((part) => wrap(part, INDENT));
  const all = [...told, ...(fix === undefined ? [] : [wrap(`fix: ${fix}`, INDENT)])].join('\n');
  return `${SHOWN[status].padEnd(INDENT.length)}${all.slice(INDENT.length)}`;
}
