// Ports: free ones, and what to do when one is taken.
import { createServer } from 'node:net';
import { EnvironmentError } from '../integrations/secrets/environment';
import { errorCode } from './error-code';

/** A port that somebody asked for by name and that another program holds. */
export class PortTaken extends EnvironmentError {
  constructor(variable: string, port: number) {
    super(`${variable}: port ${port} is taken by another program; choose another or stop that one`);
  }
}

export interface WantedPort {
  /** The variable that chooses it. */
  variable: string;
  port: number;
  /** Did a person choose it? Then no other will do. */
  asked: boolean;
  /** It and its neighbours above; 1 when absent. */
  count?: number;
  host?: string;
}

const LOOPBACK = '127.0.0.1';
const TRIES_MAX = 20;

/** The first of `count` neighbouring ports that are free now. */
export async function freePort(count = 1, host = LOOPBACK): Promise<number> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const first = await tryPort(0, host);
    if (first !== null && (await allFree(first + 1, count - 1, host))) return first;
  }
  throw new EnvironmentError(`no free port on ${host} after ${TRIES_MAX} tries`);
}

/**
 * The wanted port (and its neighbours), or, when it is taken, another that `say` announces.
 * @throws PortTaken when a person asked for this very port.
 */
export async function choosePort(wanted: WantedPort, say: (line: string) => void): Promise<number> {
  const { variable, port, asked, count = 1, host = LOOPBACK } = wanted;
  if (port === 0) return freePort(count, host);
  if (await allFree(port, count, host)) return port;
  if (asked) throw new PortTaken(variable, port);
  const other = await freePort(count, host);
  say(`port ${port} is taken; using ${other} instead (${variable} chooses)`);
  return other;
}

/** Starts something on the wanted port; when another program was quicker to take it, on another. */
export async function onPort<T>(
  wanted: WantedPort,
  say: (line: string) => void,
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(wanted, say);
    try {
      return await start(port);
    } catch (error) {
      if (!isAddressInUse(error)) throw error;
      if ((wanted.asked && wanted.port !== 0) || attempt === 3) throw new PortTaken(wanted.variable, port);
    }
  }
}

/** Node says it by code, child processes in words. */
function isAddressInUse(error: unknown): boolean {
  if (errorCode(error) === 'EADDRINUSE') return true;
  return error instanceof Error && /address already in use|is in use/i.test(error.message);
}

async function allFree(first: number, count: number, host: string): Promise<boolean> {
  const tried = Array.from({ length: count }, (_, index) => tryPort(first + index, host));
  return (await Promise.all(tried)).every((port) => port !== null);
}

/** The port when it can be listened on, `null` when it is taken. @throws EnvironmentError when it never can. */
async function tryPort(port: number, host: string): Promise<number | null> {
  if (port > 65_535) return null;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : null;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EADDRINUSE') return null;
    if (code === 'EACCES') throw new EnvironmentError(`port ${port} needs more rights than this user has`);
    throw new EnvironmentError(`PENSTOCK_HOST: cannot listen on ${host} (${String(code)})`);
  } finally {
    server.close();
  }
}
