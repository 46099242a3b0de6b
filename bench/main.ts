// `npm run bench`: ratios within one run, on one server: what an incident costs beside a bare workflow.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import pino from 'pino';
import { freePort } from '../local/ports';
import { installRuntime } from '../workers/runtime-logging';
import { findTemporalExecutable, ladderEnvironment } from '../local/temporal-cli';
import { startTemporalServer } from '../local/temporal-server';
import { benchConfig } from './config';
import { measureBare } from './bare';
import { measureApproval } from './approval';
import { measureIncidents } from './incidents';
import { measureWaiting } from './waiting';
import { measurePolicy } from './policy';
import { measureRules } from './rules';
import { startBenchStore } from './bench-store';

interface Line {
  what: string;
  figure: number;
  bound: string;
  holds: boolean;
}

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

async function main(): Promise<number> {
  const config = benchConfig();
  installRuntime(pino({ level: 'silent' }));
  const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  const executable = await findTemporalExecutable(say, ladderEnvironment(config.environment));
  const temporal = await startTemporalServer(executable, { folder, port: await freePort() });
  const store = await startBenchStore(folder);
  try {
    say(`store: ${store.kind}`);
    const rules = await measureRules();
    const policy = await measurePolicy();
    // Interleaved, so that a machine that slows down slows both.
    const rounds = [];
    for (let round = 1; round <= config.rounds; round += 1) {
      const bare = await measureBare(temporal.address, config.count);
      say(`round ${round}: bare ${bare.perSecond.toFixed(1)}/s, alone p50 ${bare.aloneP50Ms.toFixed(0)} ms`);
      const full = await measureIncidents({
        address: temporal.address,
        store: store.options,
        count: config.count,
      });
      say(
        `round ${round}: incidents ${full.perSecond.toFixed(1)}/s, webhook to remediation p50 ${full.toRemediationP50Ms.toFixed(0)} ms`,
      );
      rounds.push({ bare, full });
    }
    const approval = await measureApproval({
      ...{ address: temporal.address, store: store.options, clicks: config.clicks },
    });
    say(
      `approval: click to provider p50 ${approval.clickP50Ms.toFixed(0)} ms, bare ${approval.bareP50Ms.toFixed(0)} ms`,
    );
    const waiting = await measureWaiting({
      address: temporal.address,
      store: store.options,
      folder,
      count: config.waiting,
    });
    const ratio = median(rounds.map(({ bare, full }) => full.perSecond / bare.perSecond));
    const latency = median(rounds.map(({ bare, full }) => full.toRemediationP50Ms / bare.aloneP50Ms));
    const click = approval.clickP50Ms / approval.bareP50Ms;
    const events = Math.max(...rounds.map(({ full }) => full.historyEventsMax));
    const lines: Line[] = [
      {
        what: 'incidents/s ÷ bare six-activity workflows/s',
        figure: ratio,
        bound: '≥ 0.35 (aim 0.5)',
        holds: ratio >= 0.35,
      },
      {
        what: 'webhook to remediation p50 ÷ bare workflow p50',
        figure: latency,
        bound: '≤ 3',
        holds: latency <= 3,
      },
      {
        what: 'approval click to provider call p50 ÷ bare update with an activity p50',
        figure: click,
        bound: '≤ 2',
        holds: click <= 2,
      },
      {
        what: 'history events of an automatic incident, most',
        figure: events,
        bound: '≤ 60',
        holds: events <= 60,
      },
      {
        what: `worker memory, ${config.waiting} waiting incidents, MB`,
        figure: waiting.rssMb,
        bound: '≤ 600',
        holds: waiting.rssMb <= 600,
      },
      {
        what: `CPU of the ${waiting.process}, ${config.waiting} waiting incidents, % of one core`,
        figure: waiting.cpuPercent,
        bound: '≤ 1',
        holds: waiting.cpuPercent <= 1,
      },
      {
        what: 'messages classified a second',
        figure: rules.perSecond,
        bound: '≥ 5000',
        holds: rules.perSecond >= 5000,
      },
      {
        what: `policy decision of ${policy.rules} rules, ms`,
        figure: policy.decisionMs,
        bound: '≤ 1',
        holds: policy.decisionMs <= 1,
      },
    ];
    const table = new Table({
      head: ['measure', 'figure', 'bound', 'holds'],
      style: { head: [], border: [] },
    });
    for (const { what, figure, bound, holds } of lines)
      table.push([what, Number(figure.toFixed(2)), bound, holds ? 'yes' : 'NO']);
    const result = {
      at: new Date().toISOString(),
      store: store.kind,
      rounds,
      approval,
      waiting,
      rules,
      lines,
    };
    process.stdout.write(`${table.toString()}\n${JSON.stringify(result)}\n`);
    if (config.output) writeFileSync(config.output, JSON.stringify(result, null, 2));
    return lines.every((line) => line.holds) ? 0 : 1;
  } finally {
    await store.stop();
    await temporal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);
