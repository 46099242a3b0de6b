// After an upgrade: open incidents that an older build opened move to this one if their history replays on it.
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { publicIncidentId } from '../domain/connection-ref';
import { INCIDENT_WORKFLOW } from '../workflows/messages';
import type { Bundle } from '../workers/bundle';
import { DEPLOYMENT_NAME } from '../workers/deployment-version';

/** Answers one line for people about each incident that was moved or could not be. */
export async function takeOver(client: Client, namespace: string, bundle: Bundle): Promise<string[]> {
  const lines: string[] = [];
  let moved = 0;
  for await (const open of client.workflow.list({
    query: `WorkflowType = '${INCIDENT_WORKFLOW}' AND ExecutionStatus = 'Running'`,
  })) {
    const handle = client.workflow.getHandle(open.workflowId, open.runId);
    const { raw } = await handle.describe();
    const pinned = raw.workflowExecutionInfo?.versioningInfo;
    const buildId =
      pinned?.versioningOverride?.pinned?.version?.buildId ?? pinned?.deploymentVersion?.buildId;
    if (!buildId || buildId === bundle.buildId) continue;
    try {
      await Worker.runReplayHistory(
        { workflowBundle: { codePath: bundle.codePath } },
        await handle.fetchHistory(),
        open.workflowId,
      );
      await pinTo(client, namespace, open, bundle.buildId);
      moved += 1;
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      lines.push(
        `${publicIncidentId(open.runId)} (${open.workflowId}) stays on build ${buildId}, which no longer runs: ${why ?? ''}`,
      );
    }
  }
  if (moved > 0) lines.unshift(`took over ${moved} open incident(s) from an earlier build`);
  return lines;
}

async function pinTo(
  client: Client,
  namespace: string,
  run: { workflowId: string; runId: string },
  buildId: string,
): Promise<void> {
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
