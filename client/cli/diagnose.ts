// `penstock diagnose`: names what is wrong from messages alone, by the rules of config/; needs nothing running.
import { Option, type Command } from 'commander';
import { PROVIDERS } from '../../domain/connection-ref';
import type { MessageDiagnosis } from '../diagnose-message';
import { CliError, EXIT } from './cli-error';
import type { CliContext } from './context';
import { atLine, linesOf } from './input-lines';

interface DiagnoseFlags {
  file?: string;
  message?: string;
  provider?: string;
  connector?: string;
  output: 'json' | 'table' | 'yaml';
}

/** JSON Lines unless told otherwise: one object an input, in order. */
export function addDiagnose(program: Command, context: CliContext): void {
  program
    .command('diagnose')
    .description('name what is wrong from a message, or from each line of a file')
    .addOption(
      new Option('--file <file>', 'JSON Lines with platform, connector, message, …; - for standard input'),
    )
    .addOption(new Option('--message <text>', 'the message of a failed sync').conflicts('file'))
    .addOption(new Option('--provider <name>', 'whose message it is').choices(PROVIDERS))
    .option('--connector <name>', 'connector type, such as salesforce')
    .addOption(new Option('-o, --output <format>').choices(['json', 'table', 'yaml']).default('json'))
    .action((flags: DiagnoseFlags) => diagnose(flags, context));
}

async function diagnose(flags: DiagnoseFlags, { io, config }: CliContext): Promise<void> {
  if (flags.file === undefined && (flags.message === undefined || flags.provider === undefined)) {
    throw new CliError(
      EXIT.usage,
      'diagnose needs something to look at',
      'give --message TEXT --provider fivetran|airbyte, or --file FILE.jsonl',
    );
  }
  const [{ loadConfigFiles }, { createMessageDiagnosis }] = await Promise.all([
    import('../../integrations/config-files/load'),
    import('../diagnose-message'),
  ]);
  const { rules } = await loadConfigFiles(config.configFolder, io.env);
  const name = createMessageDiagnosis(rules, () => new Date(io.now()).toISOString());
  const write = await writer(flags.output);
  if (flags.file === undefined) {
    const { message, provider, connector } = flags;
    return io.out(write(name({ id: 'message', message, platform: provider, connector })));
  }
  let number = 0;
  for await (const line of linesOf(flags.file)) {
    number += 1;
    if (line.trim() === '') continue;
    io.out(write(atLine(number, SHAPE, () => name(JSON.parse(line)))));
  }
}

const SHAPE = 'each line is one object with id, platform and message';

async function writer(format: DiagnoseFlags['output']): Promise<(found: MessageDiagnosis) => string> {
  if (format === 'json') return (found) => `${JSON.stringify(found)}\n`;
  if (format === 'table')
    return (f) =>
      `${f.id}  ${f.class}  ${f.confidence.toFixed(2)} (${f.band})  ${f.action}  ${f.ruleId ?? '-'}\n`;
  const { stringify } = await import('yaml');
  return (found) => `---\n${stringify(found)}`;
}
