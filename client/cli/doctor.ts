// `penstock doctor`: looks at every part and says what to fix.
import type { Command } from 'commander';
import { EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { checkFiles } from './doctor-files';
import { checkAccounts, checkSurfaces } from './doctor-outside';
import { checkApi, checkTemporal, checkToken } from './doctor-servers';
import { findingText } from './finding';
import { print } from './output';

/** Exit 0 when all is well, 1 when something is to be fixed. */
export function addDoctor(program: Command, context: CliContext): void {
  withOutput(program.command('doctor'))
    .description(
      'check API, token, store, Temporal, configuration, accounts and surfaces, and say what to fix',
    )
    .action(async (flags: OutputFlags) => {
      const [api, token, temporal, files] = await Promise.all([
        checkApi(context),
        checkToken(context),
        checkTemporal(context),
        checkFiles(context),
      ]);
      const outside = token.ok ? await Promise.all([checkSurfaces(context), checkAccounts(context)]) : [];
      const findings = [...api, token, temporal, ...files, ...outside.flat()];
      await print(context.io, flags.output, findings, (all) => all.map(findingText).join('\n'));
      if (findings.some((f) => !f.ok)) context.exitWith(EXIT.negative);
    });
}
