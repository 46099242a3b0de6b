// When a provider's simulator received what we sent it: its own log, on the clock of this machine.
import { requestJson } from '../drills/request-json';

interface Logged {
  /** ISO 8601 UTC. */
  at: string;
  body: unknown;
}

/** @param path of the remedy @param about what its body must hold; absent = anything. Milliseconds, `null` = never */
export async function lastArrivalMs(url: string, path: string, about = ''): Promise<number | null> {
  const query = new URLSearchParams({ method: 'POST', path });
  // The simulator's log: each request with the time of its arrival.
  const log = (await requestJson('GET', `${url}/_sim/requests?${query.toString()}`)) as { items: Logged[] };
  const arrival = log.items.filter(({ body }) => JSON.stringify(body ?? '').includes(about)).at(-1);
  return arrival ? Date.parse(arrival.at) : null;
}
