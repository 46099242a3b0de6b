// One command line, run: nouns and verbs of the contract, results to stdout, the rest to stderr, exit codes that mean something.
import { Command, CommanderError } from 'commander';
import { createApiClient } from '../api';
import { addApproval } from './approval';
import { addAudit } from './audit';
import { EXIT, toCliError } from './cli-error';
import { addCompletion } from './completion';
import { readCliConfig } from './config';
import { addConnection } from './connection';
import type { CliContext } from './context';
import { addBrakes } from './brakes';
import { addDiagnose } from './diagnose';
import { addPolicy } from './policy';
import { addDoctor } from './doctor';
import { addDrill } from './drill';
import { addIncident } from './incident';
import type { CliIo } from './io';
import { addMode } from './mode';
import { addRedact } from './redact';
import { addSweep } from './sweep';
import { addToken } from './token';
import { addUp } from './up';
import { addWebhook } from './webhook';
import { addWhoami } from './whoami';

/** Runs one command line (without `node` and script) and answers the exit code. */
export async function run(argv: string[], io: CliIo): Promise<number> {
  let exitCode: number = EXIT.ok;
  try {
    const config = readCliConfig(io);
    const api = createApiClient({
      url: config.apiUrl,
      ...(config.token === undefined ? {} : { token: config.token }),
    });
    await commandLine({ io, config, api, exitWith: (code) => (exitCode = code) }).parseAsync(argv, {
      from: 'user',
    });
    return exitCode;
  } catch (error) {
    // Commander has said what it had to say; help that was asked for is no error.
    if (error instanceof CommanderError)
      return error.code.startsWith('commander.help') && argv.some(isHelp) ? EXIT.ok : usage(error);
    const { exitCode: code, message, next } = toCliError(error);
    io.err(`error: ${message}\n${next === undefined ? '' : `  next: ${next}\n`}`);
    return code;
  }
}

/** Every noun and verb; built anew for each command line. */
export function commandLine(context: CliContext): Command {
  const { io } = context;
  const penstock = new Command('penstock')
    .description('Durable incident response for data pipelines')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError('(add --help for what is possible)');
  addUp(penstock, context);
  addIncident(penstock, context);
  addApproval(penstock, context);
  addAudit(penstock, context);
  addConnection(penstock, context);
  addSweep(penstock, context);
  addDiagnose(penstock, context);
  addPolicy(penstock, context);
  addBrakes(penstock, context);
  addMode(penstock, context);
  addRedact(penstock, context);
  addDrill(penstock, context);
  addDoctor(penstock, context);
  addWebhook(penstock, context);
  addToken(penstock, context);
  addWhoami(penstock, context);
  addCompletion(penstock, context);
  return penstock;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

function usage(error: CommanderError): number {
  return error.code === 'commander.version' ? EXIT.ok : EXIT.usage;
}
