// `penstock whoami`: whose token this is.
import type { Command } from 'commander';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';

/** Asks the API. */
export function addWhoami(program: Command, { io, api }: CliContext): void {
  withOutput(program.command('whoami'))
    .description('who you are to the API')
    .action(async (flags: OutputFlags) => {
      await print(io, flags.output, await api.whoami(), (p) => `${p.id} (${p.name}), ${p.role}`);
    });
}
