// `penstock audit verify|export`: the record of who did what, and whether it is whole.
import type { Command } from 'commander';
import type { AuditRow } from '../../domain/audit-entry';
import type { ApiClient } from '../api';
import { EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';

const PAGE_ROWS = 500;

/** Adds the noun with its verbs. */
export function addAudit(program: Command, context: CliContext): void {
  const { io, api } = context;
  const audit = program.command('audit').description('the record of who did what, when and why');

  withOutput(audit.command('verify'))
    .description('walk the whole chain: exit 0 when it is intact, 1 when it is not')
    .action(async (flags: OutputFlags) => {
      const result = await api.verifyAudit();
      await print(io, flags.output, result, ({ intact, rows, faults }) =>
        intact
          ? `intact: ${rows} rows`
          : [
              `NOT intact: ${rows} rows, ${faults.length} faults`,
              ...faults.map((f) => `  #${f.seq} ${f.kind}: ${f.detail}`),
            ].join('\n'),
      );
      if (!result.intact) context.exitWith(EXIT.negative);
    });

  withOutput(audit.command('export'), 'json')
    .description('every row, oldest first; as JSON Lines unless told otherwise')
    .option('--incident <id>', 'only rows of this incident')
    .action(async (flags: OutputFlags & { incident?: string }) => {
      for await (const rows of pages(api, flags.incident)) {
        if (flags.output === 'json') io.out(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
        else
          await print(io, flags.output, rows, async (all) => {
            const { timelineText } = await import('./timeline-text');
            return timelineText(all);
          });
      }
    });
}

async function* pages(api: ApiClient, incidentId: string | undefined): AsyncGenerator<AuditRow[]> {
  let afterSeq: number | null = 0;
  while (afterSeq !== null) {
    const page: Awaited<ReturnType<ApiClient['audit']>> = await api.audit({
      afterSeq,
      limit: PAGE_ROWS,
      ...(incidentId === undefined ? {} : { incidentId }),
    });
    yield page.items;
    afterSeq = page.nextAfterSeq;
  }
}
