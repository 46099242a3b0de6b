// `--watch`: looks again every two seconds until Ctrl-C. A terminal is drawn anew; anything else gets only what changed.
import type { Command } from 'commander';
import { ApiUnreachable } from '../api';
import { NoWorkerAnswer, TemporalUnavailable } from '../incident-door';
import type { CliContext, OutputFlags } from './context';
import { print } from './output';

const LOOK_EVERY_MS = 2000;
/** Cursor home, rest of the screen cleared: what scrolled away stays readable. */
const DRAW_ANEW = '\u001b[H\u001b[J';

export interface WatchFlags extends OutputFlags {
  watch?: boolean;
}

export function withWatch(command: Command): Command {
  return command.option(
    '--watch',
    'look again every 2 s until Ctrl-C; into a file or pipe only what changes',
  );
}

/** Prints what `read` gives, once or for as long as somebody watches. */
export async function show<T>(
  { io }: Pick<CliContext, 'io'>,
  { output, watch }: WatchFlags,
  read: () => Promise<T>,
  asText: (value: T) => string | Promise<string>,
): Promise<void> {
  let seen: T = await read();
  if (watch !== true) return print(io, output, seen, asText);
  const stop = io.interrupted();
  let told: T | undefined;
  while (!stop.aborted) {
    if (io.redraws) {
      let text = '';
      await print({ ...io, out: (part) => void (text += part) }, output, seen, asText);
      io.out(`${DRAW_ANEW}${text}`);
    } else {
      const news = told === undefined ? seen : changed(told, seen);
      if (news !== null) await print(io, output, news, asText);
      told = seen;
    }
    await io.sleep(LOOK_EVERY_MS, stop);
    if (!stop.aborted) seen = await lookAgain(read, seen, (text) => io.err(text));
  }
}

/** Of a list the items that are new or different; anything else whole; `null` where nothing is news. */
function changed<T>(before: T, now: T): T | null {
  if (JSON.stringify(before) === JSON.stringify(now)) return null;
  if (!Array.isArray(before) || !Array.isArray(now)) return now;
  const known = new Set(before.map((item) => JSON.stringify(item)));
  const news = now.filter((item) => !known.has(JSON.stringify(item)));
  // Items of a list are a list of the same kind.
  return news.length === 0 && now.length > 0 ? null : (news as T);
}

/** What was seen once stays on the screen while the server restarts. */
async function lookAgain<T>(read: () => Promise<T>, last: T, err: (text: string) => void): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const away =
      error instanceof ApiUnreachable ||
      error instanceof TemporalUnavailable ||
      error instanceof NoWorkerAnswer;
    if (!away) throw error;
    err(`${error.message}; looking again\n`);
    return last;
  }
}
