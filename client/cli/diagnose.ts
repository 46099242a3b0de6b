// `penstock diagnose`: names what is wrong with a message, with each line of a file (both need nothing running), or
// with a connection as it is now.
import { Option, type Command } from 'commander';
import { PROVIDERS } from '../../domain/connection-ref';
import type { MessageDiagnosis } from '../diagnose-message';
import { CliError, EXIT } from './cli-error';
import { readConnectionRef } from './connection-ref';
import type { CliContext } from './context';
import { liveText, messageText } from './diagnose-text';
import { atLine, linesOf } from './input-lines';
import { FORMATS, print, type Format } from './output';

interface DiagnoseFlags {
  file?: string;
  message?: string;
  provider?: string;
  connector?: string;
  explain?: boolean;
  output?: Format;
}

/** Messages: JSON Lines unless told otherwise, one object an input, in order. For people: a connection, `--explain`. */
export function addDiagnose(program: Command, context: CliContext): void {
  program
    .command('diagnose')
    .description('name what is wrong with a connection, a message, or each line of a file')
    .argument('[connection]', 'provider/account/id, or the ID alone: as the provider shows it now')
    .addOption(
      new Option('--file <file>', 'JSON Lines with platform, connector, message, …; - for standard input'),
    )
    .addOption(new Option('--message <text>', 'the message of a failed sync').conflicts('file'))
    .addOption(new Option('--provider <name>', 'whose message it is').choices(PROVIDERS))
    .option('--connector <name>', 'connector type, such as salesforce')
    .option('--explain', 'which rule decided, on which words, and what came second')
    .addOption(new Option('-o, --output <format>', 'json, or a table for people').choices(FORMATS))
    .action((connection: string | undefined, flags: DiagnoseFlags) =>
      connection === undefined ? diagnose(flags, context) : diagnoseLive(connection, flags, context),
    );
}

async function diagnoseLive(text: string, flags: DiagnoseFlags, context: CliContext): Promise<void> {
  if (flags.file !== undefined || flags.message !== undefined)
    throw new CliError(EXIT.usage, 'diagnose a connection or a message, not both at once');
  const ref = await readConnectionRef(text, context);
  await print(context.io, flags.output ?? 'table', await context.api.diagnoseConnection(ref), liveText);
}

async function diagnose(flags: DiagnoseFlags, { io, config }: CliContext): Promise<void> {
  if (flags.file === undefined && (flags.message === undefined || flags.provider === undefined)) {
    throw new CliError(
      EXIT.usage,
      'diagnose needs something to look at',
      'name a connection, or give --message TEXT --provider fivetran|airbyte, or --file FILE.jsonl',
    );
  }
  const [{ loadConfigFiles }, { createMessageDiagnosis }] = await Promise.all([
    import('../../integrations/config-files/load'),
    import('../diagnose-message'),
  ]);
  const { rules } = await loadConfigFiles(config.configFolder, io.env);
  const explain = flags.explain === true;
  const name = createMessageDiagnosis(rules, () => new Date(io.now()).toISOString(), { explain });
  const write = await writer(flags.output ?? (explain ? 'table' : 'json'));
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

async function writer(format: Format): Promise<(found: MessageDiagnosis) => string> {
  if (format === 'json') return (found) => `${JSON.stringify(found)}\n`;
  if (format === 'table') return (found) => `${messageText(found)}\n`;
  const { stringify } = await import('yaml');
  return (found) => `---\n${stringify(found)}`;
}
