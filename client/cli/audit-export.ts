// `penstock audit export`: rows of the record with their hashes, in order, page by page; the head hash on stderr.
import { Option, type Command } from 'commander';
import type { AuditRow } from '../../domain/audit-entry';
import { csvHead, csvRow } from '../../domain/audit/csv';
import type { ApiClient } from '../api';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readMoment } from './durations';
import { writingTo } from './write-file';

const PAGE_ROWS = 500;
const EXPORTS = ['jsonl', 'csv'] as const;

interface ExportFlags extends OutputFlags {
  incident?: string;
  since?: string;
  format?: (typeof EXPORTS)[number];
  file?: string;
}

export function addAuditExport(audit: Command, context: CliContext): void {
  const { io, api } = context;
  withOutput(audit.command('export'), 'json')
    .description('every row, oldest first; as JSON Lines unless told otherwise')
    .option('--incident <id>', 'only rows of this incident')
    .option('--since <time>', 'only rows written then or later: ISO 8601, or how long ago (24h)')
    .addOption(new Option('--format <format>', 'as files are kept; before -o').choices(EXPORTS))
    .option('--file <file>', 'write it there instead of to standard output')
    .action(async ({ incident, since, format, file, output }: ExportFlags) => {
      const filter = {
        ...(incident === undefined ? {} : { incidentId: incident }),
        ...(since === undefined ? {} : { since: readMoment(since, '--since', io.now()) }),
      };
      let count = 0;
      let last: AuditRow | undefined;
      const write = await writer(format ?? output, file === undefined ? io.columns : Infinity);
      await writingTo(file, io, async (put) => {
        await put(write.head);
        for await (const rows of pages(api, filter)) {
          count += rows.length;
          last = rows.at(-1) ?? last;
          await put(write.rows(rows));
        }
        if (count === 0) await put(write.none);
      });
      const whole = Object.keys(filter).length === 0;
      io.err(summary(count, last, whole, file));
    });
}

function summary(count: number, last: AuditRow | undefined, whole: boolean, file = 'FILE'): string {
  if (!last) return '0 rows\n';
  const check = `npx penstock audit verify --file ${file}${whole ? ` --head ${last.hash}` : ' --part'}`;
  return `${count} rows, ${whole ? 'head' : 'last'} #${last.seq} ${last.hash}\n  check JSON Lines with \`${check}\`\n`;
}

interface Writer {
  head: string;
  rows(rows: AuditRow[]): string;
  /** Where there was no row at all. */
  none: string;
}

async function writer(format: ExportFlags['format'] | OutputFlags['output'], width: number): Promise<Writer> {
  switch (format) {
    case 'csv':
      return { head: csvHead(), rows: (rows) => rows.map(csvRow).join(''), none: '' };
    case 'yaml': {
      const { stringify } = await import('yaml');
      return { head: '', rows: (rows) => (rows.length === 0 ? '' : stringify(rows)), none: '[]\n' };
    }
    case 'table': {
      const { timelineText } = await import('./timeline-text');
      const rows = (all: AuditRow[]) => (all.length === 0 ? '' : `${timelineText(all, width)}\n`);
      return { head: '', rows, none: 'nothing recorded yet\n' };
    }
    default:
      return { head: '', rows: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''), none: '' };
  }
}

async function* pages(
  api: ApiClient,
  filter: { incidentId?: string; since?: string },
): AsyncGenerator<AuditRow[]> {
  let afterSeq: number | null = 0;
  while (afterSeq !== null) {
    const page: Awaited<ReturnType<ApiClient['audit']>> = await api.audit({
      ...filter,
      afterSeq,
      limit: PAGE_ROWS,
    });
    yield page.items;
    afterSeq = page.nextAfterSeq;
  }
}
