// What a chaos run is judged by: the simulators' own logs, the read model and the audit chain.
import type { PenstockApi } from '../drills/penstock-api';
import { apiEffects, type SimulatorControl } from '../drills/simulator-control';
import type { ChaosCase } from './cases';
import type { Ground } from './ground';
import type { ChaosFigures } from './report';

export type Sims = Record<'fivetran' | 'airbyte', SimulatorControl>;

export async function tally(
  api: PenstockApi,
  sims: Sims,
  cases: Map<string, ChaosCase>,
  ground: Ground,
  took: string,
): Promise<ChaosFigures> {
  const incidents = (await api.all()).filter((i) => cases.has(i.connection.id));
  const faults: string[] = [];
  let writes = 0;
  let exact = 0;
  const costly: Record<string, number> = {};
  for (const [id, chaosCase] of cases) {
    const mine = incidents.filter((i) => i.connection.id === id);
    const [incident] = mine;
    if (mine.length !== 1) faults.push(`${chaosCase.name}: ${mine.length} incidents instead of one`);
    if (incident && incident.status !== 'resolved')
      faults.push(`${chaosCase.name} (${incident.id}): ${incident.status}, ${incident.next}`);
    const effects = apiEffects(await sims[chaosCase.provider].trueState(id));
    for (const [kind, wanted] of Object.entries(chaosCase.effects)) {
      writes += wanted;
      if (effects[kind] === wanted) exact += wanted;
      else
        faults.push(
          `${chaosCase.name} (${incident?.id ?? 'none'}): ${kind} applied ${effects[kind] ?? 0}×, intended ${wanted}×`,
        );
    }
    for (const [kind, times] of Object.entries(effects))
      if (!(kind in chaosCase.effects)) costly[kind] = Math.max(costly[kind] ?? 0, times);
  }
  const audit = await api.auditIntact();
  if (audit.faults.length > 0) faults.push(`audit chain: ${JSON.stringify(audit.faults)}`);
  return {
    incidents: incidents.length,
    resolved: incidents.filter((i) => i.status === 'resolved').length,
    writes,
    exact,
    costly,
    auditRows: audit.rows,
    stackKills: ground.stack.kills,
    temporalKills: ground.temporal.kills,
    seconds: took,
    faults,
  };
}
