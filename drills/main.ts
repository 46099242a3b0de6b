// `npm run drill` and `penstock drill`: plays scenarios, or pushes a corpus through, and prints a table.
import { join } from 'node:path';
import { Command } from 'commander';
import { runCorpus } from './corpus';
import { loadScenarios } from './load-scenarios';
import { PenstockApi } from './penstock-api';
import { play, type Played } from './play';
import type { Scenario } from './scenario.schema';
import { SimulatorControl } from './simulator-control';
import { useStack, type StackInUse } from './stack-in-use';
import { corpusTable, playedTable, scenarioTable } from './tables';

const SCENARIOS = join(__dirname, '..', '..', 'simulators', 'scenarios');

const say = (line: string) => process.stderr.write(`${line}\n`);

interface RunFlags {
  all?: boolean;
  corpus?: string;
  running?: boolean;
  timeout: string;
}

async function run(names: string[], flags: RunFlags): Promise<number> {
  const scenarios = await loadScenarios(SCENARIOS);
  const chosen = flags.all ? scenarios : scenarios.filter((s) => names.includes(s.name));
  const unknown = names.filter((name) => !scenarios.some((s) => s.name === name));
  if (unknown.length > 0 || (chosen.length === 0 && !flags.corpus)) {
    say(
      `no drill named ${unknown.join(', ') || '(none given)'}; there are: ${scenarios.map((s) => s.name).join(', ')}`,
    );
    return 2;
  }
  const stack = await useStack({ running: flags.running === true, say });
  try {
    return flags.corpus
      ? await corpus(flags.corpus, stack, Number(flags.timeout))
      : await playAll(chosen, stack);
  } finally {
    await stack.stop();
  }
}

async function playAll(scenarios: Scenario[], stack: StackInUse): Promise<number> {
  const api = new PenstockApi(stack.apiUrl, stack.tokens);
  const played: Played[] = await Promise.all(
    scenarios.map((scenario) => {
      const simulator = new SimulatorControl(stack.simulators[scenario.provider]);
      return play(scenario, { api, simulator, say: (line) => say(`${scenario.name}: ${line}`) });
    }),
  );
  const { rows, faults } = await api.auditIntact();
  process.stdout.write(
    `${playedTable(played)}\naudit chain: ${rows} rows, ${faults.length === 0 ? 'intact' : `${faults.length} faults`}\n`,
  );
  return played.every((p) => p.differences.length === 0) && faults.length === 0 ? 0 : 1;
}

async function corpus(file: string, stack: StackInUse, timeoutSeconds: number): Promise<number> {
  const result = await runCorpus(
    file,
    {
      api: new PenstockApi(stack.apiUrl, stack.tokens),
      simulators: {
        fivetran: new SimulatorControl(stack.simulators.fivetran),
        airbyte: new SimulatorControl(stack.simulators.airbyte),
      },
      say,
    },
    timeoutSeconds,
  );
  process.stdout.write(`${corpusTable(result)}\n`);
  return result.lost.length === 0 && result.stuck.length === 0 ? 0 : 1;
}

const program = new Command('drill').description('Rehearse failures against the simulators');
program
  .command('list')
  .description('what can be rehearsed')
  .action(async () => {
    process.stdout.write(`${scenarioTable(await loadScenarios(SCENARIOS))}\n`);
  });
program
  .command('run')
  .argument('[names...]')
  .option('--all', 'every scenario')
  .option('--corpus <file>', 'a JSON Lines file of failure messages instead of scenarios')
  .option('--running', 'use the stack that is running instead of starting one for the drill')
  .option('--timeout <seconds>', 'time limit of a corpus run', '900')
  .action(async (names: string[], flags: RunFlags) => {
    process.exitCode = await run(names, flags);
  });

program.parseAsync().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 3;
});
