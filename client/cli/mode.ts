// `penstock mode get|set|unset|explain`: how far Penstock may go where, and what it has earned.
import { randomUUID } from 'node:crypto';
import { Argument, Option, type Command } from 'commander';
import { PROVIDERS } from '../../domain/connection-ref';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../domain/failure-class';
import { MODES, modeScopeInWords, type ModeScope } from '../../domain/modes/mode-setting';
import type { Mode } from '../../domain/plan';
import { present } from '../../domain/present';
import type { ModesAnswer } from '../api';
import { withAct, type ActFlags } from './act';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';
import { wrap } from './wrap';

interface ScopeFlags extends Omit<ModeScope, 'tags'> {
  tag?: string[];
}

interface SetFlags extends OutputFlags, ScopeFlags, ActFlags {
  for?: string;
  earned?: boolean;
}

export function addMode(program: Command, context: CliContext): void {
  const { io, api } = context;
  const noun = program.command('mode').description('monitor, recommend or automate: how far Penstock may go');

  withOutput(noun.command('get'))
    .description('what is set where, and what the record says')
    .action(async ({ output }: OutputFlags) => print(io, output, await api.modes(), overview));

  withScope(withOutput(noun.command('set')))
    .description('set the mode of a part of all connections; the most specific counts')
    .addArgument(new Argument('<mode>', 'how far').choices(MODES))
    .option('--earned', 'confirm what the record has earned; the first bad effect ends it')
    .option('--for <duration>', '2h, 3d; without it, until it is taken back')
    .option('--reason <text>', 'why: everybody will ask')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would be set')
    .action(async (mode: Mode, flags: SetFlags) => {
      const { reason, output } = flags;
      if (reason === undefined)
        throw new CliError(EXIT.usage, 'mode set needs --reason TEXT: everybody will ask why');
      const scope = scopeOf(flags);
      const until =
        flags.for === undefined
          ? undefined
          : new Date(io.now() + readDuration(flags.for, '--for')).toISOString();
      const asked = {
        scope,
        mode,
        reason,
        earned: flags.earned === true,
        ...(until === undefined ? {} : { until }),
      };
      const words = `${mode} for ${modeScopeInWords(scope)}`;
      if (flags.dryRun === true)
        return print(io, output, { dryRun: true, ...asked }, () => `would set ${words}; nothing was sent`);
      if (mode === 'automate') await confirm(io, `let Penstock act by itself: ${words}?`, flags.yes);
      const setting = await api.setMode(asked, { idempotencyKey: randomUUID() });
      return print(io, output, setting, () => `${setting.id}: ${words}`);
    });

  withAct(withOutput(noun.command('unset')), 'only say what would be taken back')
    .description('take a setting back; policy alone counts there again')
    .argument('<id>', 'as `mode get` names it')
    .action(async (id: string, { output, reason, yes, dryRun }: OutputFlags & ActFlags) => {
      if (dryRun === true)
        return print(io, output, { dryRun: true, id }, () => `would take ${id} back; nothing was sent`);
      await confirm(io, `take ${id} back? Policy alone counts there then`, yes);
      await api.takeBackMode(id, present({ reason }));
      return print(io, output, { takenBack: id }, () => `${id} is taken back`);
    });

  withOutput(noun.command('explain'))
    .description('which mode counts for an incident, and why')
    .argument('<incident>', 'its ID')
    .action(async (id: string, { output }: OutputFlags) => {
      const { decision } = await api.explainPolicy(id);
      const { mode, approval, verdict } = decision;
      const value = { incidentId: id, mode, rule: verdict.rule, reason: approval.reason };
      await print(io, output, value, () => wrap(`${mode}, by ${verdict.rule}: ${approval.reason}`));
    });
}

function withScope(command: Command): Command {
  return command
    .addOption(new Option('--provider <name>', 'only there').choices(PROVIDERS))
    .option('--account <name>', 'only this account')
    .option('--connection-id <id>', 'only this connection; * stands for any characters')
    .option('--tag <name=value>', 'only connections with it; may be repeated', collect, [])
    .addOption(new Option('--class <class>', 'only these failures').choices([...FAILURE_CLASSES, 'unknown']))
    .addOption(new Option('--action <action>', 'only where this is suggested').choices(SUGGESTED_ACTIONS));
}

function collect(value: string, all: string[]): string[] {
  return [...all, value];
}

function scopeOf({ provider, account, connectionId, tag = [], class: named, action }: ScopeFlags): ModeScope {
  const tags = Object.fromEntries(
    tag.map((pair) => {
      const [key = '', ...value] = pair.split('=');
      if (key === '' || value.length === 0) throw new CliError(EXIT.usage, `--tag ${pair}: write NAME=VALUE`);
      return [key, value.join('=')];
    }),
  );
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(account === undefined ? {} : { account }),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(tag.length === 0 ? {} : { tags }),
    ...(named === undefined ? {} : { class: named }),
    ...(action === undefined ? {} : { action }),
  };
}

function overview({ default: fallback, items, records }: ModesAnswer): string {
  const settings = items.map(({ id, mode, scope, by, origin, reason, until, lostBy }) =>
    wrap(
      `${id} ${mode}${origin === 'earned' ? ' (earned)' : ''} for ${modeScopeInWords(scope)}, by ${by}${until === null ? '' : ` until ${until}`}: ${reason}${lostBy === null ? '' : `; lost by ${lostBy}: recommend counts there`}`,
    ),
  );
  const record = records.map(({ scope, verified, ineffective, declined, agreement, earned }) =>
    wrap(
      `${modeScopeInWords(scope)}: ${verified} proven, ${ineffective} without effect, ${declined} declined, agreement ${agreement === null ? 'unknown' : agreement.toFixed(2)}${earned ? '; earned automate: confirm with `mode set automate --earned`' : ''}`,
    ),
  );
  return [
    `by policy: ${fallback}, unless a rule says otherwise`,
    '  (`npx penstock mode explain INCIDENT`)',
    ...(settings.length === 0 ? ['nothing is set'] : settings),
    ...(record.length === 0 ? [] : ['', 'what came of plans so far:', ...record]),
  ].join('\n');
}
