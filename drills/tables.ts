// The tables that drills print.
import Table from 'cli-table3';
import type { CorpusResult } from './corpus';
import type { Played } from './play';
import type { Scenario } from './scenario.schema';

const PLAIN = { style: { head: [], border: [] } };

export function scenarioTable(scenarios: Scenario[]): string {
  const table = new Table({ ...PLAIN, head: ['drill', 'what happens'], colWidths: [22, 56], wordWrap: true });
  for (const { name, title } of scenarios) table.push([name, title]);
  return table.toString();
}

export function playedTable(played: Played[]): string {
  const table = new Table({
    ...PLAIN,
    head: ['drill', 'incident', 'class', 'ended', 'seconds', 'as expected'],
  });
  for (const p of played) {
    const verdict = p.differences.length === 0 ? 'yes' : p.differences.join('; ');
    table.push([p.scenario, p.incidentId ?? '-', p.class, p.status, p.seconds.toFixed(1), verdict]);
  }
  return table.toString();
}

export function corpusTable(result: CorpusResult): string {
  const table = new Table({ ...PLAIN, head: ['class', 'outcome', 'incidents'] });
  for (const [key, count] of [...result.table].sort()) {
    const [failureClass = '', outcome = ''] = key.split('\t');
    table.push([failureClass, outcome, count]);
  }
  const lines = [
    table.toString(),
    `${result.rows} messages, ${result.incidents} incidents, ${result.lost.length} lost, ${result.stuck.length} stuck, ${result.seconds.toFixed(0)} s`,
    ...result.lost.map((id) => `lost: ${id}`),
    ...result.stuck.map((line) => `stuck: ${line}`),
  ];
  return lines.join('\n');
}
