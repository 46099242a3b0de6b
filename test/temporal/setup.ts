// One real Temporal server and one workflow bundle for all integration tests of a run.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../local/ports';
import { findTemporalExecutable, ladderEnvironment } from '../../local/temporal-cli';
import { startTemporalServer, type RunningTemporal } from '../../local/temporal-server';
import { buildBundle } from '../../workers/build-bundle';

declare global {
  var penstockTestTemporal: { server: RunningTemporal | null; folder: string } | undefined;
}

export default async function setup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-integration-'));
  const say = (line: string) => process.stderr.write(`${line}\n`);
  process.env.PENSTOCK_TEST_BUNDLE = join(folder, 'workflow-bundle.js');
  await buildBundle(require.resolve('../../workflows/index.ts'), process.env.PENSTOCK_TEST_BUNDLE);
  const given = process.env.TEMPORAL_ADDRESS;
  const server = given
    ? null
    : await startTemporalServer(await findTemporalExecutable(say, ladderEnvironment(process.env)), {
        folder,
        port: await freePort(),
      });
  process.env.PENSTOCK_TEST_TEMPORAL = given ?? server?.address ?? '';
  globalThis.penstockTestTemporal = { server, folder };
}
