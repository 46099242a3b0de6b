// Durations as the contract writes them (`90s`, `24h`), and how long ago something was.
import ms, { type StringValue } from 'ms';
import { CliError, EXIT } from './cli-error';

/** @throws CliError 2 naming the flag */
export function readDuration(text: string, flag: string): number {
  const known = /^\d+(\.\d+)?\s?(ms|s|m|h|d|w)$/.test(text);
  // The pattern admits only what `ms` can read.
  const value = known ? ms(text as StringValue) : Number.NaN;
  if (Number.isNaN(value))
    throw new CliError(EXIT.usage, `${flag}: "${text}" is no duration`, 'write 90s, 15m, 24h or 2d');
  return value;
}

/** `3m`, `2h`, `5d`. */
export function since(iso: string, nowMs: number): string {
  const age = Math.max(0, nowMs - Date.parse(iso));
  return Number.isNaN(age) ? '?' : ms(Math.max(1000, age - (age % 1000)));
}

/** A moment as ISO 8601, or as how long ago it was (`24h`). @throws CliError 2 naming the flag */
export function readMoment(text: string, flag: string, nowMs: number): string {
  if (/^\d+(\.\d+)?\s?[a-z]+$/.test(text)) return new Date(nowMs - readDuration(text, flag)).toISOString();
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new CliError(EXIT.usage, `${flag}: "${text}" is no time`, 'write 2026-01-31T09:00:00Z, or 24h');
  return new Date(at).toISOString();
}
