// `npm run eval`: scores the rules on the authored set and compares with the kept baseline. `--dataset FILE` scores any
// other file of the same shape; `--ask` puts a model behind the rules; `--config FOLDER` (other rules, prompt, prices)
// and `--model NAME` name a candidate, which is shown beside what is shipped and refused where it is worse; `--save`
// keeps the figures as baseline.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMessageDiagnosis } from '../client/diagnose-message';
import { loadConfigFiles } from '../integrations/config-files/load';
import { baselineOf, regressions, type Baseline } from './compare';
import { evalEnvironment } from './config';
import { report, reportModel } from './report';
import { readRows, type Row } from './row';
import { score, type Score } from './score';
import type { Spending } from './spending';
import { withModel, type Variant } from './with-model';

/** Compiled, this file lies in dist/evals; data lies beside the sources. */
const ROOT = join(__dirname, '..', '..');
const AUTHORED = join(ROOT, 'evals', 'datasets', 'authored.jsonl');
const BASELINES = join(ROOT, 'evals', 'baselines.json');

const { values: flags } = parseArgs({
  options: {
    dataset: { type: 'string' },
    config: { type: 'string' },
    ask: { type: 'boolean', default: false },
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});

interface Result {
  name: string;
  score: Score;
  /** Messages a second by rules. */
  perSecond: number;
  model: { asked: string; spending: Spending } | null;
}

async function measure(name: string, variant: Variant, rows: Row[]): Promise<Result> {
  const { rules } = await loadConfigFiles(variant.configFolder, {});
  const diagnose = createMessageDiagnosis(rules, () => new Date().toISOString(), { explain: flags.ask });
  // What a person says is right never reaches the rules: they read their own fields of the line only.
  const byRules = rows.map((row) => ({ row, answer: diagnose(row) }));
  const started = performance.now();
  rows.forEach((row) => diagnose(row));
  const perSecond = Math.round((1000 * rows.length) / (performance.now() - started));
  if (!flags.ask) return { name, score: score(byRules), perSecond, model: null };
  const { answered, ...model } = await withModel(variant, byRules);
  return { name, score: score(answered), perSecond, model };
}

async function main(): Promise<number> {
  const file = flags.dataset ?? AUTHORED;
  const rows = readRows(readFileSync(file, 'utf8'));
  const shippedVariant = { configFolder: join(ROOT, 'config'), environment: evalEnvironment() };
  const shipped = await measure('shipped', shippedVariant, rows);
  const other = await candidate(shippedVariant, rows);
  const results = other ? [shipped, other] : [shipped];
  if (flags.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else for (const result of results) process.stdout.write(`${told(basename(file), result)}\n`);
  if (other) return tell(regressions(other.score, baselineOf(shipped.score)), `${other.name} is worse`);
  if (flags.dataset !== undefined || flags.ask) return 0;
  if (flags.save) {
    writeFileSync(BASELINES, `${JSON.stringify({ authored: baselineOf(shipped.score) }, null, 2)}\n`);
    return 0;
  }
  if (!existsSync(BASELINES)) return 0;
  // Written by --save above.
  const { authored } = JSON.parse(readFileSync(BASELINES, 'utf8')) as { authored: Baseline };
  return tell(regressions(shipped.score, authored), 'worse than the baseline');
}

/** What is to be promoted; `null` where only what is shipped is measured. */
async function candidate(shipped: Variant, rows: Row[]): Promise<Result | null> {
  const { config, model } = flags;
  if (config === undefined && model === undefined) return null;
  if (model !== undefined && !flags.ask) throw new Error('--model is a candidate to ask: give --ask too');
  const environment = { ...shipped.environment, ...(model === undefined ? {} : { PENSTOCK_MODEL: model }) };
  const name = [config, model].filter((part) => part !== undefined).join(', ');
  return measure(name, { configFolder: config ?? shipped.configFolder, environment }, rows);
}

function told(file: string, { name, score: scored, perSecond, model }: Result): string {
  const lines = [report(`${file}, ${name}`, scored), `${perSecond} messages a second by rules`];
  if (model) lines.push(reportModel(model.asked, model.spending, scored.rows));
  else lines.push('rules alone, no memory and no model');
  return lines.join('\n');
}

function tell(worse: string[], than: string): number {
  for (const line of worse) process.stdout.write(`${than}: ${line}\n`);
  return worse.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`eval: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
