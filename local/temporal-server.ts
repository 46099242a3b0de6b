// A Temporal dev server of our own: how it is started, and when it is ready.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';
import { startChild } from './child';
import { freePort } from './ports';

export interface DevServerOptions {
  folder: string;
  /** Name of the database file in it; a file of another server version is not migrated, so name it by version. */
  database?: string;
  port: number;
  /** Absent = no UI. */
  uiPort?: number;
  /** Of the HTTP API; absent = one that the server chooses. */
  httpPort?: number;
  /** Where the process ID is noted while it runs. */
  noteFile?: string;
}

/** Arguments of `temporal`. */
export function temporalServerArgs(options: DevServerOptions): string[] {
  const { folder, database = 'temporal.db', port, uiPort, httpPort } = options;
  // Lifts a default that makes a lone workflow wait 50 ms at every step.
  const pollRates = ['transfer', 'timer', 'visibility'].map(
    (name) => `history.${name}ProcessorMaxPollRPS=10000`,
  );
  const dynamic = [...pollRates, 'frontend.enableServerVersionCheck=false'];
  return [
    'server',
    'start-dev',
    ...['--ip', LOOPBACK, '--port', String(port), '--log-level', 'error'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', LOOPBACK, '--ui-port', String(uiPort)]),
    ...(httpPort === undefined ? [] : ['--http-port', String(httpPort)]),
    ...['--db-filename', join(folder, database)],
    // Without these a file database is three times slower; a killed process loses nothing either way.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...dynamic.flatMap((value) => ['--dynamic-config-value', value]),
    ...Object.values(INCIDENT_ATTRIBUTES).flatMap((key) => ['--search-attribute', `${key.name}=Keyword`]),
  ];
}

export interface RunningTemporal {
  address: string;
  /** Settles when the server ends, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const READY_MS_MAX = 60_000;

/** Starts a dev server and waits until it answers. @throws Error with the server's own words when it does not. */
export async function startTemporalServer(
  executable: string,
  options: DevServerOptions,
): Promise<RunningTemporal> {
  mkdirSync(options.folder, { recursive: true });
  // A port of its own proves that it is this server that answers, and not one that was quicker on `port`.
  const httpPort = options.httpPort ?? (await freePort());
  const child = startChild({
    command: executable,
    args: temporalServerArgs({ ...options, httpPort }),
    ...(options.noteFile === undefined ? {} : { noteFile: options.noteFile }),
  });
  child.stdout.resume();
  const address = `${LOOPBACK}:${options.port}`;
  const deadline = Date.now() + READY_MS_MAX;
  while (!((await httpAnswers(httpPort)) && (await grpcAnswers(address)))) {
    if (!child.alive() || Date.now() > deadline) {
      await child.stop();
      throw new Error(`the Temporal server did not start: ${child.words() || 'it said nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, ended: child.ended, stop: () => child.stop() };
}

/** The frontend answers before its namespace is there. */
async function httpAnswers(port: number): Promise<boolean> {
  const url = `http://${LOOPBACK}:${port}/api/v1/namespaces/default`;
  return fetch(url, { signal: AbortSignal.timeout(1000) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function grpcAnswers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
