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
