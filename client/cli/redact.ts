// `penstock redact`: text without the secrets and personal data whose shape is known; needs nothing running.
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { findings, redact, type Finding } from '../../domain/redaction';
import type { CliContext } from './context';
import { atLine, linesOf } from './input-lines';
import { FORMATS, print, type Format } from './output';

interface RedactFlags {
  file?: string;
  output: Format;
}

const Line = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

export function addRedact(program: Command, { io }: CliContext): void {
  program
    .command('redact')
    .description(
      'take out e-mails, phones, IBANs, cards, national IDs, IP addresses, keys, tokens and passwords',
    )
    .option('--file <file>', 'JSON Lines of {id, text}; without it the text on standard input')
    .addOption(
      new Option('-o, --output <format>', 'json and yaml tell what was found where')
        .choices(FORMATS)
        .default('table'),
    )
    .addHelpText('after', NOT_FOUND)
    .action(async ({ file, output }: RedactFlags) => {
      if (file === undefined) return whole(output);
      let number = 0;
      for await (const line of linesOf(file)) {
        number += 1;
        if (line.trim() === '') continue;
        const found = atLine(number, SHAPE, () => redacted(readLine(line)));
        if (output === 'table') io.out(`${JSON.stringify({ id: found.id, text: found.text })}\n`);
        else if (output === 'json') io.out(`${JSON.stringify(found)}\n`);
        else await print(io, output, found, () => found.text);
      }
    });

  async function whole(output: Format): Promise<void> {
    const lines: string[] = [];
    for await (const line of linesOf('-')) lines.push(line);
    const found = redacted({ id: 'stdin', text: lines.join('\n') });
    if (output === 'json') return io.out(`${JSON.stringify(found)}\n`);
    await print(io, output, found, ({ text }) => text);
  }
}

const SHAPE = 'each line is one object with id and text';

const NOT_FOUND = `
Shapes only: names and postal addresses of people in free text are not found, nor a secret that looks like a word.
Offsets count UTF-16 units of the text as it was given. Mentions of one person keep one name ([email:3fa1]).`;

function redacted({ id, text }: z.infer<typeof Line>): {
  id: string | number;
  text: string;
  findings: Finding[];
} {
  return { id, text: redact(text), findings: findings(text) };
}

/** @throws Error saying what the line lacks, never what it holds */
function readLine(line: string): z.infer<typeof Line> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('it is no JSON');
  }
  const read = Line.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.map(String).join('.') || 'it'}: ${issue?.message ?? 'is not {id, text}'}`);
}
