// `penstock kill|freeze on|off|status`: stop every write at providers, everywhere or somewhere.
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { scopeInWords, type Brake, type BrakeKind, type BrakeScope } from '../../domain/brakes/brake';
import { PROVIDERS } from '../../domain/connection-ref';
import { present } from '../../domain/present';
import { withAct, type ActFlags } from './act';
import { CliError, EXIT } from './cli-error';
import { confirm } from './confirm';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { readDuration } from './durations';
import { print } from './output';
import { wrap } from './wrap';

interface OnFlags extends OutputFlags, BrakeScope, ActFlags {
  for?: string;
  until?: string;
}

const NOT_SENT = 'nothing was sent';

const SAYS: Record<BrakeKind, { noun: string; on: string }> = {
  kill: { noun: 'stop everything that Penstock does at providers', on: 'stop now, until it is lifted' },
  freeze: { noun: 'no changes for a time', on: 'freeze until a time, or until it is lifted' },
};

export function addBrakes(program: Command, context: CliContext): void {
  for (const kind of ['kill', 'freeze'] as const) addBrake(program, kind, context);
}

function addBrake(program: Command, kind: BrakeKind, context: CliContext): void {
  const { io, api } = context;
  const noun = program.command(kind).description(SAYS[kind].noun);

  withOutput(noun.command('on'))
    .description(SAYS[kind].on)
    .addOption(new Option('--provider <name>', 'only there').choices(PROVIDERS))
    .option('--account <name>', 'only this account')
    .option('--connection-id <id>', 'only this connection; * stands for any characters')
    .option('--for <duration>', '2h, 3d')
    .option('--until <time>', 'ISO 8601')
    .option('--reason <text>', 'why: everybody will ask')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would be stopped')
    .action(async (flags: OnFlags) => {
      const { reason, output } = flags;
      if (reason === undefined)
        throw new CliError(EXIT.usage, `${kind} on needs --reason TEXT: everybody will ask why`);
      const scope = scopeOf(flags);
      const until = untilOf(flags, io.now());
      if (flags.dryRun === true) {
        const would = { dryRun: true, kind, scope, reason, until: until ?? null };
        return print(
          io,
          output,
          would,
          () => `would stop every write to ${scopeInWords(scope)}; ${NOT_SENT}`,
        );
      }
      await confirm(io, `stop every write to ${scopeInWords(scope)}?`, flags.yes);
      const brake = await api.pullBrake(
        kind,
        { scope, reason, ...(until === undefined ? {} : { until }) },
        { idempotencyKey: randomUUID() },
      );
      return print(
        io,
        output,
        brake,
        () => `${told(brake)}\nlift it with \`npx penstock ${kind} off ${brake.id}\``,
      );
    });

  withAct(withOutput(noun.command('off')), 'only say what would be lifted')
    .description('let go; what waited goes on by itself')
    .argument('<id>', `as \`${kind} status\` names it, or all`)
    .action(async (id: string, { output, reason, yes, dryRun }: OutputFlags & ActFlags) => {
      const ids = id === 'all' ? (await api.brakes(kind)).items.map((brake) => brake.id) : [id];
      if (dryRun === true)
        return print(
          io,
          output,
          { dryRun: true, lift: ids },
          () => `would lift ${ids.join(', ') || 'nothing'}; ${NOT_SENT}`,
        );
      if (ids.length > 0) await confirm(io, `let writes go on: lift ${ids.join(', ')}?`, yes);
      for (const one of ids) await api.liftBrake(kind, one, present({ reason }));
      return print(io, output, { lifted: ids }, () =>
        ids.length === 0 ? 'nothing stood' : `lifted ${ids.join(', ')}`,
      );
    });

  withOutput(noun.command('status'))
    .description('what stands; exit 1 while anything does')
    .action(async ({ output }: OutputFlags) => {
      const found = await api.brakes(kind);
      const windows = found.windows ?? [];
      const open = windows.filter((window) => window.open);
      await print(io, output, found, () =>
        [
          ...found.items.map(told),
          ...windows.map((w) =>
            wrap(`${w.id} ${scopeInWords(w.scope)} ${w.open ? 'open now' : 'not now'}: ${w.why}`),
          ),
          ...(found.items.length + windows.length === 0 ? ['off'] : []),
        ].join('\n'),
      );
      if (found.items.length + open.length > 0) context.exitWith(EXIT.negative);
    });
}

function told({ id, scope, by, since, until, reason }: Brake): string {
  return wrap(
    `${id} ${scopeInWords(scope)} by ${by} since ${since}, ${until === null ? 'until it is lifted' : `until ${until}`}: ${reason}`,
  );
}

function scopeOf({ provider, account, connectionId }: OnFlags): BrakeScope {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(account === undefined ? {} : { account }),
    ...(connectionId === undefined ? {} : { connectionId }),
  };
}

function untilOf(flags: OnFlags, now: number): string | undefined {
  if (flags.for !== undefined) return new Date(now + readDuration(flags.for, '--for')).toISOString();
  if (flags.until === undefined) return undefined;
  const at = Date.parse(flags.until);
  if (Number.isNaN(at)) throw new CliError(EXIT.usage, `"${flags.until}" is no ISO 8601 time`);
  return new Date(at).toISOString();
}
