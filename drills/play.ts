// Plays one scenario: break the simulated connection, let people make their moves, and compare how it ended.
import type { Doing, Scenario } from './scenario.schema';
import type { DrillIncident, PenstockApi } from './penstock-api';
import { apiEffects, type SimulatorControl } from './simulator-control';

export interface Played {
  scenario: string;
  incidentId: string | null;
  status: string;
  class: string;
  seconds: number;
  /** What differed from the expectation; empty = as expected. */
  differences: string[];
}

const LOOK_EVERY_MS = 200;

/** Runs to the expected end or the scenario's time limit; throws only when the stack cannot be reached. */
export async function play(
  scenario: Scenario,
  world: { api: PenstockApi; simulator: SimulatorControl; say: (line: string) => void },
): Promise<Played> {
  const { api, simulator } = world;
  const started = Date.now();
  const id = await simulator.createConnection(scenario.connection);
  for (const fault of scenario.faults) {
    await simulator.addFault({ ...fault, path: fault.path.replace('{id}', id) });
  }
  await simulator.breakConnection(id, scenario.break);
  await simulator.run(id);

  const moved = new Set<number>();
  let incident: DrillIncident | undefined;
  let told = '';
  while (Date.now() - started < scenario.timeoutSeconds * 1000) {
    incident = (await api.incidentsOf(id))[0] ?? incident;
    if (incident) {
      const line = `${incident.id} ${incident.status}${incident.flags.length ? ` (${incident.flags.join(', ')})` : ''}: ${incident.next}`;
      if (line !== told) world.say((told = line));
      await makeMoves(scenario, incident, moved, id, world);
      if (await ended(scenario, incident, id, world)) break;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return {
    scenario: scenario.name,
    incidentId: incident?.id ?? null,
    status: incident?.status ?? 'none',
    class: incident?.diagnosis?.class ?? 'none',
    seconds: (Date.now() - started) / 1000,
    differences: await differences(scenario, incident, id, simulator),
  };
}

async function makeMoves(
  scenario: Scenario,
  incident: DrillIncident,
  moved: Set<number>,
  connectionId: string,
  world: { api: PenstockApi; simulator: SimulatorControl; say: (line: string) => void },
): Promise<void> {
  for (const [index, move] of scenario.people.entries()) {
    const { status, flag, plan } = move.when;
    const fits =
      (status === undefined || incident.status === status) &&
      (flag === undefined || incident.flags.includes(flag)) &&
      (plan === undefined || incident.plan?.playbook.startsWith(plan) === true);
    if (!fits || moved.has(index)) continue;
    moved.add(index);
    for (const doing of move.then) {
      world.say(`${incident.id} a person: ${doing.do}`);
      await make(doing, incident, connectionId, world);
    }
    return;
  }
}

async function make(
  doing: Doing,
  incident: DrillIncident,
  connectionId: string,
  { api, simulator }: { api: PenstockApi; simulator: SimulatorControl },
): Promise<void> {
  switch (doing.do) {
    case 'approve':
      return api.decide(incident, {
        decision: 'approve',
        ...(doing.option ? { optionId: doing.option } : {}),
      });
    case 'reject':
      return api.decide(incident, { decision: 'reject', reason: doing.reason });
    case 'handback':
      return api.control(incident.id, { command: 'handback' });
    case 'remedy':
      return simulator.remedy(connectionId, doing.did);
    case 'run_sync':
      return simulator.run(connectionId);
  }
}

async function ended(
  scenario: Scenario,
  incident: DrillIncident,
  connectionId: string,
  { simulator }: { simulator: SimulatorControl },
): Promise<boolean> {
  if (['resolved', 'closed', 'cancelled'].includes(incident.status)) return true;
  return (await differences(scenario, incident, connectionId, simulator)).length === 0;
}

async function differences(
  scenario: Scenario,
  incident: DrillIncident | undefined,
  connectionId: string,
  simulator: SimulatorControl,
): Promise<string[]> {
  if (!incident) return ['no incident was opened'];
  const { expect } = scenario;
  const list: string[] = [];
  const compare = (what: string, wanted: string | number | boolean | undefined, got: typeof wanted) => {
    if (wanted !== undefined && wanted !== got)
      list.push(`${what} is ${String(got)}, expected ${String(wanted)}`);
  };
  compare('status', expect.status, incident.status);
  compare('reason', expect.reason, incident.resolution?.reason);
  compare('class', expect.class, incident.diagnosis?.class);
  for (const flag of expect.flags) compare(`flag ${flag}`, true, incident.flags.includes(flag));
  if (expect.approvalExpired === true) {
    compare('approval expired', true, Date.parse(incident.approval?.expiresAt ?? '') < Date.now());
  }
  const effects = apiEffects(await simulator.trueState(connectionId));
  for (const [kind, count] of Object.entries(expect.effects))
    compare(`${kind} by API`, count, effects[kind] ?? 0);
  return list;
}
