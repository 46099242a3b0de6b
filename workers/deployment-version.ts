// Worker versioning: which build new incidents go to. Runs stay pinned to the build that opened them.
import type { NativeConnection } from '@temporalio/worker';

/** All builds of the product are versions of one deployment. */
export const DEPLOYMENT_NAME = 'penstock';

const POLLED_MS_MAX = 60_000;

/** Makes this build current: a versioned worker gets no work before. Waits until the server has seen it poll. */
export async function makeCurrent(
  connection: NativeConnection,
  namespace: string,
  buildId: string,
): Promise<void> {
  const deadline = Date.now() + POLLED_MS_MAX;
  for (;;) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: DEPLOYMENT_NAME,
        buildId,
        identity: `penstock-${process.pid}`,
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
