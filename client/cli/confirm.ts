// Asks before an act, when there is somebody to ask and --yes was not given.
import { CliError, EXIT } from './cli-error';
import type { CliIo } from './io';

/** @throws CliError 1 when the person says no */
export async function confirm(io: CliIo, question: string, yes: boolean | undefined): Promise<void> {
  if (yes === true || !io.interactive) return;
  const answer = await io.ask(`${question} [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new CliError(EXIT.negative, 'not done: you said no');
}
