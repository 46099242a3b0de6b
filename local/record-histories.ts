// `npm run histories`: writes the histories of the running stack's ended incidents, one a kind, for the replay test.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { connectTemporal } from '../client/temporal';
import { IncidentsClient } from '../client/incidents';
import { INCIDENT_WORKFLOW } from '../workflows/messages';
import { localConfig } from './config';

/** Names a history by what happened: `rate-limit-resolved`, `refresh-schema-rejected`. */
async function main(): Promise<void> {
  const { home, environment } = localConfig();
  // Written by local/home.ts when the stack is ready.
  const { temporal } = JSON.parse(readFileSync(join(home, 'stack.json'), 'utf8')) as { temporal: string };
  const door = await connectTemporal({ env: { ...environment, TEMPORAL_ADDRESS: temporal } });
  const incidents = new IncidentsClient(door.client);
  const folder = join(__dirname, '..', '..', 'test', 'histories');
  mkdirSync(folder, { recursive: true });
  const seen = new Set<string>();
  const query = `WorkflowType = '${INCIDENT_WORKFLOW}'`;
  for await (const run of door.client.workflow.list({ query })) {
    const incident = await incidents.get({ workflowId: run.workflowId, firstRunId: run.runId });
    const playbook = incident.plan?.playbook.split('@')[0] ?? 'no-plan';
    const name = `${playbook}-${incident.resolution?.reason ?? incident.status}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const history = await door.client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    writeFileSync(join(folder, `${name}.json`), historyToJSON(history));
    process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
  }
  await door.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`no histories recorded: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
