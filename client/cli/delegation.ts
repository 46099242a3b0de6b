// `penstock approval delegate|delegations|undelegate`: who votes for whom, for how long.
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { Delegation } from '../../domain/access/delegation';
import type { Region } from '../../domain/access/region';
import { scopeInWords } from '../../domain/brakes/brake';
import { PROVIDERS } from '../../domain/connection-ref';
import { present } from '../../domain/present';
import { withAct, type ActFlags } from './act';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';
import { wrap } from './wrap';

interface DelegateFlags extends OutputFlags, ActFlags, Region {
  from?: string;
  for?: string;
}

export function addDelegation(approval: Command, { io, api }: CliContext): void {
  withAct(withOutput(approval.command('delegate')), 'only say what would be given')
    .description('give your vote to somebody for a time')
    .argument('<person>', 'who votes instead, as in config/people.yaml')
    .option('--for <duration>', 'how long: 8h, 14d')
    .option('--from <person>', 'whose vote, if not yours (administrators)')
    .addOption(new Option('--provider <name>', 'only there').choices(PROVIDERS))
    .option('--account <name>', 'only this account')
    .option('--connection-id <id>', 'only this connection; * stands for any characters')
    .action(async (to: string, flags: DelegateFlags) => {
      const { reason, from, output } = flags;
      if (reason === undefined || flags.for === undefined)
        throw new CliError(EXIT.usage, 'approval delegate needs --for DURATION and --reason TEXT');
      const until = new Date(io.now() + readDuration(flags.for, '--for')).toISOString();
      const scope: Region = present({
        provider: flags.provider,
        account: flags.account,
        connectionId: flags.connectionId,
      });
      const asked = { to, scope, reason, until, ...(from === undefined ? {} : { from }) };
      const words = `${to} votes for ${from ?? 'you'} on ${scopeInWords(scope)} until ${until}`;
      if (flags.dryRun === true)
        return print(io, output, { dryRun: true, ...asked }, () => `would say: ${words}; nothing was sent`);
      await confirm(io, `${words}?`, flags.yes);
      const given = await api.delegate(asked, { idempotencyKey: randomUUID() });
      return print(io, output, given, told);
    });

  withOutput(approval.command('delegations'))
    .description('who votes for whom now')
    .action(async ({ output }: OutputFlags) =>
      print(io, output, (await api.delegations()).items, (items) =>
        items.length === 0 ? 'nobody has given their vote away' : items.map(told).join('\n'),
      ),
    );

  withAct(withOutput(approval.command('undelegate')), 'only say what would be taken back')
    .description('take a vote back')
    .argument('<id>', 'as `approval delegations` names it')
    .action(async (id: string, { output, reason, yes, dryRun }: OutputFlags & ActFlags) => {
      if (dryRun === true)
        return print(io, output, { dryRun: true, id }, () => `would take ${id} back; nothing was sent`);
      await confirm(io, `take ${id} back?`, yes);
      const ended = await api.endDelegation(id, present({ reason }));
      return print(io, output, ended, () => `${id} is taken back`);
    });
}

function told({ id, from, to, scope, until, reason }: Delegation): string {
  return wrap(`${id} ${to} votes for ${from} on ${scopeInWords(scope)} until ${until}: ${reason}`);
}
