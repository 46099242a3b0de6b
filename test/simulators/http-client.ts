// How these tests talk to a simulator: plain fetch, JSON in and out, polling with a deadline, a webhook receiver.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

export function caller(base: string, headers: Record<string, string> = {}): Call {
  return async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : parsed(text) };
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json; // any JSON text is a Json
  } catch {
    return text;
  }
}

/** `at(body, 'data', 'items', 0)`: the value there, or a failure that says what was missing. */
export function at(value: Json, ...path: (string | number)[]): Json {
  let here: Json | undefined = value;
  for (const step of path) {
    here =
      Array.isArray(here) && typeof step === 'number'
        ? here.at(step)
        : typeof here === 'object' && here !== null && !Array.isArray(here)
          ? here[step]
          : undefined;
    if (here === undefined) throw new Error(`nothing at ${path.join('.')} of ${JSON.stringify(value)}`);
  }
  return here; // undefined has thrown
}

export function list(value: Json, ...path: (string | number)[]): Json[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`no list at ${path.join('.')}`);
  return found;
}

/** The field names of the object there. */
export function names(value: Json, ...path: (string | number)[]): string[] {
  const found = path.length === 0 ? value : at(value, ...path);
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}

/** Polls until `probe` gives something; fails after the deadline with what it was waiting for. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  deadlineMs = 5000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`still not so after ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits for the newest run of a connection to end, and gives its history entry. */
export function endedRun(sim: Call, id: string, count: number): Promise<Json> {
  return eventually(`${count} ended runs of ${id}`, async () => {
    const { body } = await sim('GET', `/_sim/connections/${id}`);
    const runs = list(body, 'history').filter((entry) => {
      const kind = at(entry, 'kind');
      return (kind === 'sync' || kind === 'resync' || kind === 'clear') && at(entry, 'status') !== 'running';
    });
    return runs.length >= count ? runs.at(-1) : undefined;
  });
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly json: Json;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  status: number;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, raw, json: parsed(raw) });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    status: 200,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
