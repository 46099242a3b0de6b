// `penstock up`: the whole product on this machine, in the foreground; what `npm start` runs after building.
import type { Command } from 'commander';
import type { CliContext } from './context';
import { runProgram } from './run-program';

/** Runs until Ctrl-C. */
export function addUp(program: Command, context: CliContext): void {
  program
    .command('up')
    .description('start the whole product here, on embedded defaults, until Ctrl-C')
    .action(async () => context.exitWith(await runProgram(['local', 'main.js'], [])));
}
