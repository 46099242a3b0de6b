// The store of a bench run: Debian's PostgreSQL where it is installed (as grown installs have it), else PGlite.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../local/ports';
import { openStore, type StoreOptions } from '../integrations/postgres/open-store';

const DEBIAN = '/usr/lib/postgresql';

export interface BenchStore {
  kind: string;
  options: StoreOptions;
  stop(): Promise<void>;
}

export async function startBenchStore(folder: string): Promise<BenchStore> {
  const version = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort().at(-1) : undefined;
  if (version === undefined) {
    return {
      kind: 'PGlite',
      options: { embeddedFolder: join(folder, 'store') },
      stop: () => Promise.resolve(),
    };
  }
  const data = join(folder, 'postgres');
  mkdirSync(data);
  const owner = ownerOf(folder, data);
  const bin = join(DEBIAN, version, 'bin');
  const as = { ...owner, cwd: data, env: { LC_ALL: 'C.UTF-8' }, stdio: 'ignore' as const };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync'], as);
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1'],
    as,
  );
  const databaseUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilOpen(databaseUrl);
  return {
    kind: `PostgreSQL ${version}`,
    options: { databaseUrl },
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
    },
  };
}

/** PostgreSQL refuses to run as root: its own user then owns the data. */
function ownerOf(...folders: string[]): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const owner = { uid: id('-u'), gid: id('-g') };
  for (const folder of folders) chownSync(folder, owner.uid, owner.gid);
  return owner;
}

async function untilOpen(databaseUrl: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      const store = await openStore({ databaseUrl });
      return await store.close();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
