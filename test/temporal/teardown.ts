// Ends what setup.ts started.
import { rmSync } from 'node:fs';

export default async function teardown(): Promise<void> {
  const started = globalThis.penstockTestTemporal;
  await started?.server?.stop();
  if (started) rmSync(started.folder, { recursive: true, force: true });
}
