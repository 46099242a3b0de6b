// Results on standard output, in the format asked for.
import type { CliIo } from './io';

export const FORMATS = ['table', 'json', 'yaml'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes `value` as JSON or YAML, or what `asText` makes of it for people. */
export async function print<T>(
  io: CliIo,
  format: Format,
  value: T,
  asText: (value: T) => string | Promise<string>,
): Promise<void> {
  switch (format) {
    case 'json':
      return io.out(`${JSON.stringify(value, null, 2)}\n`);
    case 'yaml': {
      const { stringify } = await import('yaml');
      return io.out(stringify(value));
    }
    case 'table':
      return io.out(`${(await asText(value)).trimEnd()}\n`);
  }
}
