// Pushes a file of real failure messages through the whole product: one broken connection and one incident a message.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DrillIncident, PenstockApi } from './penstock-api';
import type { SimulatorControl } from './simulator-control';

const Row = z.looseObject({
  id: z.string(),
  platform: z.enum(['fivetran', 'airbyte']),
  connector: z.string(),
  message: z.string(),
  failure_origin: z.string().nullish(),
  failure_type: z.string().nullish(),
});
type Row = z.infer<typeof Row>;

export interface CorpusResult {
  rows: number;
  incidents: number;
  /** Rows whose incident never came. */
  lost: string[];
  /** Incidents that had not ended in time, with what they waited for. */
  stuck: string[];
  /** Count by class and outcome. */
  table: Map<string, number>;
  seconds: number;
}

export interface CorpusWorld {
  api: PenstockApi;
  simulators: Record<'fivetran' | 'airbyte', SimulatorControl>;
  say: (line: string) => void;
}

const TERMINAL = new Set(['resolved', 'closed', 'cancelled']);

/** Every sync fails once with the row's message; people approve, do what a hand-off asks, and hand back. */
export async function runCorpus(
  file: string,
  world: CorpusWorld,
  timeoutSeconds: number,
): Promise<CorpusResult> {
  const rows = (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => Row.parse(JSON.parse(line)));
  const started = Date.now();
  const connections = new Map<string, Row>();
  for (const row of rows) connections.set(await fail(row, world), row);

  const acted = new Set<string>();
  let ours: DrillIncident[] = [];
  let reported = -1;
  while (Date.now() - started < timeoutSeconds * 1000) {
    ours = (await world.api.all()).filter((incident) => connections.has(incident.connection.id));
    const over = ours.filter((incident) => TERMINAL.has(incident.status)).length;
    if (over !== reported)
      world.say(`${(reported = over)} of ${rows.length} incidents over, ${ours.length} opened`);
    if (over >= rows.length) break;
    for (const incident of ours) await help(incident, acted, connections, world);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return summary(rows, connections, ours, (Date.now() - started) / 1000);
}

async function fail(row: Row, { simulators }: CorpusWorld): Promise<string> {
  const simulator = simulators[row.platform];
  const kind = row.platform === 'fivetran' ? { service: row.connector } : { sourceType: row.connector };
  const id = await simulator.createConnection({ ...kind, name: `corpus_${row.id}`, syncSeconds: 0.2 });
  await simulator.breakConnection(id, {
    message: row.message,
    until: { syncs: 1 },
    ...(row.failure_origin ? { failureOrigin: row.failure_origin } : {}),
    ...(row.failure_type ? { failureType: row.failure_type } : {}),
  });
  await simulator.run(id);
  return id;
}

/** What a person does for one incident, once a plan: approve it, or do what is asked and say so. */
async function help(
  incident: DrillIncident,
  acted: Set<string>,
  connections: Map<string, Row>,
  world: CorpusWorld,
): Promise<void> {
  const once = async (what: string, act: () => Promise<void>) => {
    const key = `${incident.id}/${incident.plan?.hash ?? ''}/${what}`;
    if (acted.has(key)) return;
    acted.add(key);
    await act().catch((error: unknown) => {
      acted.delete(key);
      world.say(`${incident.id} ${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  const row = connections.get(incident.connection.id);
  if (!row || TERMINAL.has(incident.status)) return;
  if (incident.status === 'awaiting_approval')
    await once('approve', () => world.api.decide(incident, { decision: 'approve' }));
  if (incident.flags.includes('handoff')) {
    await once('sync', () => world.simulators[row.platform].run(incident.connection.id));
    await once('handback', () => world.api.control(incident.id, { command: 'handback' }));
  }
  if (incident.flags.includes('escalated'))
    await once('sync', () => world.simulators[row.platform].run(incident.connection.id));
}

function summary(
  rows: Row[],
  connections: Map<string, Row>,
  incidents: DrillIncident[],
  seconds: number,
): CorpusResult {
  const found = new Set(incidents.map((incident) => incident.connection.id));
  const table = new Map<string, number>();
  for (const incident of incidents) {
    const key = `${incident.diagnosis?.class ?? 'none'}\t${incident.status}${incident.resolution ? `/${incident.resolution.reason}` : ''}`;
    table.set(key, (table.get(key) ?? 0) + 1);
  }
  return {
    rows: rows.length,
    incidents: incidents.length,
    lost: [...connections].filter(([id]) => !found.has(id)).map(([, row]) => row.id),
    stuck: incidents.filter((i) => !TERMINAL.has(i.status)).map((i) => `${i.id} ${i.status}: ${i.next}`),
    table,
    seconds,
  };
}
