// After an upgrade: open incidents that another build opened, and what tells people of them, move to this one if their
// history replays on it.
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { publicIncidentId } from '../domain/connection-ref';
import { INCIDENT_WORKFLOW, NOTIFICATION_WORKFLOW } from '../workflows/messages';
import type { Bundle } from '../workers/bundle';
import { DEPLOYMENT_NAME } from '../workers/deployment-version';

interface Run {
  workflowId: string;
  runId: string;
  /** Where it is pinned. */
  buildId: string;
}

/** One line for people about each incident that could not be moved, and one about those that were. */
export async function* takeOver(client: Client, namespace: string, bundle: Bundle): AsyncGenerator<string> {
  const foreign = await runsElsewhere(client, bundle.buildId);
  if (foreign.size === 0) return;
  let moved = 0;
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: bundle.codePath } },
    historiesOf(client, [...foreign.values()]),
  )) {
    const run = foreign.get(runId);
    if (!run) continue;
    const fault = error ?? (await move(client, namespace, run, bundle.buildId));
    if (fault === null) moved += isIncident(run) ? 1 : 0;
    else
      yield `${isIncident(run) ? publicIncidentId(runId) : 'what tells people'} (${workflowId}) stays on build ${run.buildId}, which no longer runs: ${firstLine(fault)}`;
  }
  if (moved > 0) yield `took over ${moved} open ${moved === 1 ? 'incident' : 'incidents'} from another build`;
}

function isIncident({ workflowId }: Run): boolean {
  return workflowId.startsWith('incident/');
}

/** Open incidents, and what tells of them, that are pinned to another build than `buildId`, by run. */
async function runsElsewhere(client: Client, buildId: string): Promise<Map<string, Run>> {
  const runs = new Map<string, Run>();
  const types = [INCIDENT_WORKFLOW, NOTIFICATION_WORKFLOW].map((type) => `'${type}'`).join(', ');
  const query = `WorkflowType IN (${types}) AND ExecutionStatus = 'Running'`;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const info = raw.workflowExecutionInfo?.versioningInfo;
    const pinned = info?.versioningOverride?.pinned?.version?.buildId ?? info?.deploymentVersion?.buildId;
    // Not pinned yet: its first task has not run, and will run here.
    if (pinned && pinned !== buildId) runs.set(runId, { workflowId, runId, buildId: pinned });
  }
  return runs;
}

/** One at a time, so that a thousand open incidents need the memory of one. */
async function* historiesOf(client: Client, runs: Run[]) {
  for (const { workflowId, runId } of runs)
    yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
}

async function move(client: Client, namespace: string, run: Run, buildId: string): Promise<unknown> {
  try {
    await pinTo(client, namespace, run, buildId);
    return null;
  } catch (error) {
    return error;
  }
}

async function pinTo(client: Client, namespace: string, run: Run, buildId: string): Promise<void> {
  const { VersioningOverride } = temporal.api.workflow.v1;
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    workflowExecutionOptions: {
      versioningOverride: {
        pinned: {
          behavior: VersioningOverride.PinnedOverrideBehavior.PINNED_OVERRIDE_BEHAVIOR_PINNED,
          version: { deploymentName: DEPLOYMENT_NAME, buildId },
        },
      },
    },
    updateMask: { paths: ['versioning_override'] },
  });
}

function firstLine(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split('\n')[0] ?? text;
}
