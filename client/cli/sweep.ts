// `penstock sweep now`: look at whole accounts at once instead of when their Schedule says.
import type { Command } from 'commander';
import type { SweepReport } from '../../domain/sweep/sweep-report';
import { withoutReason, type ActFlags } from './act';
import { readAccountRef } from './connection-ref';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { wrap } from './wrap';

export function addSweep(program: Command, { io, api }: CliContext): void {
  const sweep = program.command('sweep').description('find what no webhook told');
  withoutReason(withOutput(sweep.command('now')), 'only say which accounts would be looked at')
    .description('look at every connection of one account or of all, and open incidents for what is wrong')
    .argument('[account]', 'provider/account; all when absent')
    .action(async (text: string | undefined, { output, dryRun }: OutputFlags & ActFlags) => {
      const accounts = text === undefined ? (await api.accounts()).items : [readAccountRef(text)];
      if (dryRun === true) {
        const names = accounts.map(({ provider, account }) => `${provider}/${account}`);
        return print(io, output, { dryRun: true, accounts: names }, () =>
          wrap(`would look at ${names.join(', ') || 'nothing'}; nothing was sent`),
        );
      }
      const reports: SweepReport[] = [];
      for (const account of accounts) {
        io.err(`looking at ${account.provider}/${account.account} …\n`);
        reports.push(await api.sweep(account));
      }
      return print(io, output, reports, (all) => all.map(told).join('\n') || 'no account is configured');
    });
}

function told(report: SweepReport): string {
  const name = `${report.provider}/${report.account}`;
  if (report.postponedUntil !== undefined)
    return `${name}: put off until ${report.postponedUntil}, as the provider asks`;
  const found = Object.entries(report.found).map(([kind, count]) => `${count} ${kind}`);
  const seconds = (Date.parse(report.endedAt) - Date.parse(report.startedAt)) / 1000;
  return [
    wrap(
      `${name}: ${report.seen} seen in ${seconds.toFixed(1)} s and ${report.calls} calls; news: ${found.join(', ') || 'none'}`,
    ),
    ...(report.heldBack > 0 ? [`  ${report.heldBack} more are left to the next sweep`] : []),
    ...(report.gone > 0 ? [`  ${report.gone} are no longer there`] : []),
    ...report.missing.map(({ what, why }) => wrap(`cannot see ${what}: ${why}`, '  ')),
  ].join('\n');
}
