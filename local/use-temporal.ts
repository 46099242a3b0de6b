// The Temporal server of the embedded stack: the one that TEMPORAL_ADDRESS names, or a child of ours.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { LocalConfig } from './config';
import type { Home } from './home';
import { choosePort } from './ports';
import { findTemporalExecutable, ladderEnvironment, startTemporalServer } from './temporal-server';

export interface TemporalInUse {
  address: string;
  uiUrl: string | null;
  ended: Promise<void>;
  stop(): Promise<void>;
}

export async function useTemporal(
  config: LocalConfig,
  home: Home,
  say: (line: string) => void,
): Promise<TemporalInUse> {
  if (config.temporalAddress !== undefined) {
    say(`using Temporal at ${config.temporalAddress} (TEMPORAL_ADDRESS)`);
    const forever = new Promise<void>(() => undefined);
    return { address: config.temporalAddress, uiUrl: null, ended: forever, stop: () => Promise.resolve() };
  }
  const executable = await findTemporalExecutable(say, ladderEnvironment(config.environment));
  await endOrphan(home.path('temporal.pid'), say);
  const want = (variable: string, port: number) =>
    choosePort({ variable, port, asked: config.asked(variable) }, say);
  const port = await want('PENSTOCK_TEMPORAL_PORT', config.ports.temporal);
  const uiPort = await want('PENSTOCK_TEMPORAL_UI_PORT', config.ports.temporalUi);
  const server = await startTemporalServer(executable, { folder: home.path('temporal'), port, uiPort });
  writeFileSync(home.path('temporal.pid'), String(server.pid));
  return {
    address: server.address,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    ended: server.ended,
    async stop() {
      await server.stop();
      rmSync(home.path('temporal.pid'), { force: true });
    },
  };
}

/** A stack that was killed leaves its server behind, which holds the database file: end it, and only it. */
async function endOrphan(pidFile: string, say: (line: string) => void): Promise<void> {
  const pid = orphan(pidFile);
  if (pid === null) return;
  say(`ending the Temporal server that a killed stack left behind (process ${pid})`);
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while (orphan(pidFile) !== null) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The process that the file names, if it lives and still is a Temporal dev server. */
function orphan(pidFile: string): number | null {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('start-dev') ? pid : null;
  } catch {
    return null;
  }
}
