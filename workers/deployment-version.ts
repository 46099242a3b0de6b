// Worker versioning: which build new incidents go to. Runs stay pinned to the build that opened them.
import type { NativeConnection } from '@temporalio/worker';

/** All builds of the product are versions of one deployment. */
export const DEPLOYMENT_NAME = 'penstock';

const POLLED_MS_MAX = 60_000;
const ASK_AGAIN_MS = 200;

/** gRPC statuses that waiting cannot cure: invalid argument, permission denied, unimplemented, unauthenticated. */
const HOPELESS = new Set<unknown>([3, 7, 12, 16]);

/**
 * Makes this build current: a versioned worker gets no new incidents before. The server knows a build only after it
 * has polled once, so this waits for that. Every queue of the product must be polled by versioned workers: one that
 * has a current version gives an unversioned worker nothing.
 */
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
        // An account that was removed leaves its queue to the builds that had it.
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (Date.now() > deadline || HOPELESS.has(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
