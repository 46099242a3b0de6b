// `penstock drill list|run`: rehearse failures against the simulators; the engine is a program of its own (drills/).
import { readFile, readdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { inCheckout, runProgram } from './run-program';

interface Drill {
  name: string;
  provider: string;
  title: string;
}

/** Adds the noun with its verbs. */
export function addDrill(program: Command, context: CliContext): void {
  const drill = program.command('drill').description('rehearse failures against the simulators');

  withOutput(drill.command('list'))
    .description('what can be rehearsed')
    .action(async (flags: OutputFlags) => {
      await print(context.io, flags.output, await drills(), async (all) => {
        const { table } = await import('./table');
        const columns = [
          { head: 'NAME', width: 20 },
          { head: 'PROVIDER', width: 10 },
          { head: 'WHAT', width: 50 },
        ];
        return table(
          columns,
          all.map((d) => [d.name, d.provider, d.title]),
          'no drills',
          context.io.columns,
        );
      });
    });

  drill
    .command('run')
    .description('play drills: on the running stack when there is one, otherwise on one of their own')
    .argument('[names...]')
    .option('--all', 'every drill')
    .option('--watch', 'kept for habit: progress is always shown')
    .option('--yes', 'do not ask; only simulators are touched')
    .option('--dry-run', 'only say which would be played, and where')
    .action(async (names: string[], flags: { all?: boolean; dryRun?: boolean }) => {
      await checkNames(names, flags.all === true);
      const running = await isRunning(context);
      if (flags.dryRun === true) {
        const where = running ? `the stack at ${context.api.url}` : 'a stack of its own';
        return context.io.out(`would play ${flags.all === true ? 'all' : names.join(', ')} on ${where}\n`);
      }
      if (!running) context.io.err(`no API at ${context.api.url}: the drill starts a stack of its own\n`);
      const args = [
        'run',
        ...names,
        ...(flags.all === true ? ['--all'] : []),
        ...(running ? ['--running'] : []),
      ];
      return context.exitWith(await runProgram(['drills', 'main.js'], args));
    });
}

async function drills(): Promise<Drill[]> {
  const folder = inCheckout('simulators', 'scenarios');
  const { parse } = await import('yaml');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const found: unknown = parse(await readFile(`${folder}/${file}`, 'utf8'));
      return { name: field(found, 'name'), provider: field(found, 'provider'), title: field(found, 'title') };
    }),
  );
}

function field(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : '';
}

async function checkNames(names: string[], all: boolean): Promise<void> {
  const known = (await drills()).map((d) => d.name);
  const [unknown] = names.filter((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CliError(EXIT.usage, `no drill "${unknown}"`, `there are: ${known.join(', ')}`);
  if (names.length === 0 && !all)
    throw new CliError(EXIT.usage, 'name a drill, or say --all', `there are: ${known.join(', ')}`);
}

async function isRunning({ api }: CliContext): Promise<boolean> {
  try {
    return (await api.ready()).status === 'ready';
  } catch {
    return false;
  }
}
