// Ports: free ones, and what to do when one is taken.
import { createServer, type Server } from 'node:net';

/** A port that somebody asked for by name and that another program holds. */
export class PortTaken extends Error {
  constructor(variable: string, port: number) {
    super(`${variable}: port ${port} is taken by another program; choose another or stop that one`);
  }
}

/** The first of `count` neighbouring ports that are free now. */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const first = await tryPort(0);
    if (first === null) continue;
    const others = Array.from({ length: count - 1 }, (_, i) => tryPort(first + i + 1));
    if ((await Promise.all(others)).every((port) => port !== null)) return first;
  }
}

/**
 * The wanted port (and its `count - 1` neighbours), or, when it is taken, another that `say` announces.
 * @throws PortTaken when a person asked for this very port.
 */
export async function choosePort(
  wanted: { variable: string; port: number; asked: boolean; count?: number },
  say: (line: string) => void,
): Promise<number> {
  const { variable, port, asked, count = 1 } = wanted;
  if (port === 0) return freePort(count);
  const all = await Promise.all(Array.from({ length: count }, (_, i) => tryPort(port + i)));
  if (all.every((free) => free !== null)) return port;
  if (asked) throw new PortTaken(variable, port);
  const other = await freePort(count);
  say(`port ${port} is taken; using ${other} instead (${variable} chooses)`);
  return other;
}

/** The port when it can be listened on, else `null`. */
async function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return portOf(server);
  } catch {
    return null;
  } finally {
    server.close();
  }
}

function portOf(server: Server): number | null {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : null;
}
