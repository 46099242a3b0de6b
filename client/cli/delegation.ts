// `penstock approval delegate|delegations|undelegate`: who votes for whom, for how long.
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Delegation } from '../../domain/access/delegation';
import { scopeInWords } from '../../domain/brakes/brake';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';
import { wrap } from './wrap';

interface DelegateFlags extends OutputFlags {
  from?: string;
  for?: string;
  reason?: string;
}

export function addDelegation(approval: Command, { io, api }: CliContext): void {
  withOutput(approval.command('delegate'))
    .description('give your vote to somebody for a time')
    .argument('<person>', 'who votes instead, as in config/people.yaml')
    .option('--for <duration>', 'how long: 8h, 14d')
    .option('--from <person>', 'whose vote, if not yours (administrators)')
    .option('--reason <text>', 'why: everybody will ask')
    .action(async (to: string, flags: DelegateFlags) => {
      const { reason, from, output } = flags;
      if (reason === undefined || flags.for === undefined)
        throw new CliError(EXIT.usage, 'approval delegate needs --for DURATION and --reason TEXT');
      const until = new Date(io.now() + readDuration(flags.for, '--for')).toISOString();
      const asked = { to, reason, until, ...(from === undefined ? {} : { from }) };
      const given = await api.delegate(asked, { idempotencyKey: randomUUID() });
      await print(io, output, given, told);
    });

  withOutput(approval.command('delegations'))
    .description('who votes for whom now')
    .action(async ({ output }: OutputFlags) =>
      print(io, output, (await api.delegations()).items, (items) =>
        items.length === 0 ? 'nobody has given their vote away' : items.map(told).join('\n'),
      ),
    );

  withOutput(approval.command('undelegate'))
    .description('take a vote back')
    .argument('<id>', 'as `approval delegations` names it')
    .action(async (id: string, { output }: OutputFlags) =>
      print(io, output, await api.endDelegation(id), () => `${id} is taken back`),
    );
}

function told({ id, from, to, scope, until, reason }: Delegation): string {
  return wrap(`${id} ${to} votes for ${from} on ${scopeInWords(scope)} until ${until}: ${reason}`);
}
