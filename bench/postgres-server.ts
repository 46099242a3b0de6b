// A real PostgreSQL for tests, where Debian's server is installed: own folder, own port, stopped by its process ID.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const PASSWORD = 'penstock-test';

export type PostgresServer = { url: string; stop(): Promise<void> } | { missing: string };

/** Starts a server with an empty database, or says why there is none. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.PENSTOCK_TEST_DATABASE_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };
  const missing = whyNoPostgres();
  const bin = serverFolder();
  if (missing !== undefined || bin === undefined) return { missing: missing ?? 'no PostgreSQL server' };
  const owner = postgresUser();
  const folder = mkdtempSync(join(tmpdir(), 'penstock-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, PASSWORD);
  if (owner) for (const path of [folder, data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const as = { ...(owner ?? {}), cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' } };
  // With a real password, so that a wrong one is really refused.
  const init = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-sync',
  ];
  execFileSync(join(bin, 'initdb'), init, { ...as, stdio: 'ignore' });
  const port = await freePort();
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=200',
  ];
  const server = spawn(join(bin, 'postgres'), args, { ...as, stdio: 'ignore' });
  const url = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Known before any test runs, so that suites can be skipped and say why. */
export function whyNoPostgres(): string | undefined {
  if (process.env.PENSTOCK_TEST_DATABASE_URL || serverFolder() !== undefined) return undefined;
  return `no PostgreSQL server under ${DEBIAN} and PENSTOCK_TEST_DATABASE_URL is not set`;
}

/** The newest version with a server: Debian's client package makes the same folders without one. */
function serverFolder(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));
}

/** PostgreSQL refuses to run as root: then its own user runs it. */
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
