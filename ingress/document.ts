// The OpenAPI document without a server that works: every route is registered, nothing stands behind any.
import pino from 'pino';
import type { IngressOptions } from './options';
import { buildIngress } from './server';

/** What GET /openapi.json answers, for generators of clients. */
export async function openapiDocument(): Promise<object> {
  const app = await buildIngress(OPTIONS);
  const answer = await app.inject('/openapi.json');
  await app.close();
  return answer.json();
}

// Routes look at nothing of this until somebody asks them.
const nothing = new Proxy({}, { get: () => () => Promise.reject(new Error('no server')) }) as never;

const OPTIONS: IngressOptions = {
  ...{ host: '127.0.0.1', port: 0, accounts: [], people: [], tokens: [], freezes: [] },
  ...{ tokenStore: nothing, incidents: nothing, reader: nothing, connections: nothing, policy: nothing },
  ...{ surroundings: nothing, brakes: nothing, auditLog: nothing, modes: nothing, records: nothing },
  delegations: nothing,
  ...{ slack: nothing, tickets: nothing, teams: nothing, provider: nothing },
  logger: pino({ level: 'silent' }),
};
