// Builds the workflow bundle from the compiled workflows; run by `npm run build`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Bundles `workflowsPath` and writes the code to `target`. */
export async function buildBundle(workflowsPath: string, target: string): Promise<void> {
  const quiet = () => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
  await writeFile(target, code);
}

if (require.main === module) {
  const built = join(__dirname, '..');
  buildBundle(join(built, 'workflows', 'index.js'), join(built, 'workflow-bundle.js')).catch(
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
