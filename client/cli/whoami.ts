// `penstock whoami`: whose token this is, and what it allows.
import type { Command } from 'commander';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { rightsInWords } from './rights-text';

/** Asks the API. */
export function addWhoami(program: Command, { io, api }: CliContext): void {
  withOutput(program.command('whoami'))
    .description('who you are to the API')
    .action(async (flags: OutputFlags) => {
      await print(io, flags.output, await api.whoami(), (caller) => rightsInWords(caller).join('\n'));
    });
}
