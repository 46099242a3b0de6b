// `npm run eval`: scores the rules on the authored set and compares with the kept baseline. `--dataset FILE` scores any
// other file of the same shape; `--config FOLDER` other rules, side by side; `--save` keeps the figures as baseline.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMessageDiagnosis } from '../client/diagnose-message';
import { loadConfigFiles } from '../integrations/config-files/load';
import { baselineOf, regressions, type Baseline } from './compare';
import { report } from './report';
import { readRows, type Row } from './row';
import { score, type Score } from './score';

/** Compiled, this file lies in dist/evals; data lies beside the sources. */
const ROOT = join(__dirname, '..', '..');
const AUTHORED = join(ROOT, 'evals', 'datasets', 'authored.jsonl');
const BASELINES = join(ROOT, 'evals', 'baselines.json');

const { values: flags } = parseArgs({
  options: {
    dataset: { type: 'string' },
    config: { type: 'string' },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});

async function scoreWith(folder: string, rows: Row[]): Promise<{ score: Score; perSecond: number }> {
  const { rules } = await loadConfigFiles(folder, {});
  const diagnose = createMessageDiagnosis(rules, () => new Date().toISOString());
  const started = performance.now();
  // What a person says is right never reaches the rules: they read their own fields of the line only.
  const answered = rows.map((row) => ({ row, answer: diagnose(row) }));
  const perSecond = Math.round((1000 * rows.length) / (performance.now() - started));
  return { score: score(answered), perSecond };
}

async function main(): Promise<number> {
  const file = flags.dataset ?? AUTHORED;
  const rows = readRows(readFileSync(file, 'utf8'));
  const shipped = await scoreWith(join(ROOT, 'config'), rows);
  const other = flags.config === undefined ? null : await scoreWith(flags.config, rows);
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ shipped: shipped.score, other: other?.score ?? null }, null, 2)}\n`,
    );
  } else {
    process.stdout.write(`${report(`${basename(file)}, shipped rules`, shipped.score)}\n`);
    process.stdout.write(`${shipped.perSecond} messages a second; rules alone, no memory and no model\n`);
    if (other)
      process.stdout.write(`\n${report(`${basename(file)}, rules of ${flags.config}`, other.score)}\n`);
  }
  if (other) return tell(regressions(other.score, baselineOf(shipped.score)), 'worse than the shipped rules');
  if (flags.dataset !== undefined) return 0;
  if (flags.save) {
    writeFileSync(BASELINES, `${JSON.stringify({ authored: baselineOf(shipped.score) }, null, 2)}\n`);
    return 0;
  }
  if (!existsSync(BASELINES)) return 0;
  // Written by --save above.
  const { authored } = JSON.parse(readFileSync(BASELINES, 'utf8')) as { authored: Baseline };
  return tell(regressions(shipped.score, authored), 'worse than the baseline');
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
