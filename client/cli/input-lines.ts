// Input that comes line by line, and mistakes told with the line's number.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CliError, EXIT } from './cli-error';

/** @throws CliError 2 naming the line, with the shape that is expected */
export function atLine<T>(number: number, shape: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(EXIT.usage, `line ${number}: ${why}`, shape);
  }
}

/** Lines of a file, `-` for standard input, one at a time however many. @throws CliError 2 when it cannot be read */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const failed = new Promise<never>((_resolve, reject) => {
    input.once('error', () =>
      reject(new CliError(EXIT.usage, `--file: ${file} cannot be read`, 'check the path')),
    );
  });
  failed.catch(() => undefined);
  const reader = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([reader.next(), failed]);
    if (next.done === true) break;
    yield next.value;
  }
}
