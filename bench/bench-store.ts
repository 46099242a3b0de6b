// The store of a bench run: Debian's PostgreSQL where it is installed (as grown installs have it), else PGlite.
import { join } from 'node:path';
import type { StoreOptions } from '../integrations/postgres/open-store';
import { startPostgres } from './postgres-server';

export interface BenchStore {
  kind: 'PostgreSQL' | 'PGlite';
  options: StoreOptions;
  stop(): Promise<void>;
}

export async function startBenchStore(folder: string): Promise<BenchStore> {
  const server = await startPostgres();
  if ('url' in server)
    return { kind: 'PostgreSQL', options: { databaseUrl: server.url }, stop: () => server.stop() };
  return {
    kind: 'PGlite',
    options: { embeddedFolder: join(folder, 'store') },
    stop: () => Promise.resolve(),
  };
}
