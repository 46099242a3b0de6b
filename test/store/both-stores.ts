// Both back ends, opened for one file of tests; PostgreSQL only where there is one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type PostgresServer } from '../../bench/postgres-server';
import { openStore, type Store } from '../../integrations/postgres/open-store';

export const BACK_ENDS = ['PGlite', 'PostgreSQL'];

/** Registers the opening and closing; answers how to reach a store, `undefined` where its server is missing. */
export function bothStores(what: string): (name: string) => Store | undefined {
  let folder: string;
  let server: PostgresServer;
  const stores: Record<string, Store> = {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'penstock-store-'));
    stores['PGlite'] = await openStore({ embeddedFolder: folder });
    server = await startPostgres();
    if ('missing' in server) console.warn(`${what} not tested on PostgreSQL: ${server.missing}`);
    else stores['PostgreSQL'] = await openStore({ databaseUrl: server.url });
  });
  afterAll(async () => {
    for (const store of Object.values(stores)) await store.close();
    if (!('missing' in server)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return (name) => stores[name];
}
