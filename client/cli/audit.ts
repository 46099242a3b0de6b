// `penstock audit verify|export`: the record of who did what, and whether it is whole.
import type { Command } from 'commander';
import type { AuditFault } from '../../domain/audit-entry';
import { addAuditExport } from './audit-export';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';

interface VerifyFlags extends OutputFlags {
  file?: string;
  head?: string;
  part?: boolean;
}

/** Adds the noun with its verbs. */
export function addAudit(program: Command, context: CliContext): void {
  const { io, api } = context;
  const audit = program.command('audit').description('the record of who did what, when and why');

  withOutput(audit.command('verify'))
    .description('walk the whole chain: exit 0 when it is intact, 1 when it is not')
    .option('--file <file>', 'an exported file instead, with nothing running; - for standard input')
    .option('--head <hash>', 'with --file: the head hash that the export told; shows a cut-off end')
    .option('--part', 'with --file: only some rows were exported (--incident, --since); gaps are no fault')
    .action(async ({ output, file, head, part }: VerifyFlags) => {
      if (file === undefined && (head !== undefined || part === true))
        throw new CliError(EXIT.usage, '--head and --part are about a file', 'add --file FILE');
      const result =
        file === undefined
          ? await api.verifyAudit()
          : await (
              await import('./audit-file')
            ).verifyFile(file, { part: part === true, ...(head === undefined ? {} : { head }) });
      await print(io, output, result, inWords);
      if (result.intact) return;
      context.exitWith(EXIT.negative);
      if (file !== undefined && part !== true && result.faults.every(({ kind }) => kind === 'missing'))
        io.err('only gaps: if it was exported with --incident or --since, say --part\n');
    });

  addAuditExport(audit, context);
}

interface Verified {
  intact: boolean;
  rows: number;
  faults: AuditFault[];
  head?: { seq: number; hash: string };
}

function inWords({ intact, rows, faults, head }: Verified): string {
  const until = head === undefined ? '' : `, up to #${head.seq} with hash\n  ${head.hash || 'none'}`;
  if (intact) return `intact: ${rows} rows${until}`;
  return [
    `NOT intact: ${rows} rows, ${faults.length} faults`,
    ...faults.map((f) => `  #${f.seq} ${f.kind}: ${f.detail}`),
  ].join('\n');
}
