import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PenstockApi } from '../../drills/penstock-api';
import { SimulatorControl } from '../../drills/simulator-control';
import { freePort } from '../../local/ports';
import { findTemporalExecutable, ladderEnvironment } from '../../local/temporal-cli';
import { startTemporalServer, type RunningTemporal } from '../../local/temporal-server';
import { startPostgres, whyNoPostgres, type PostgresServer } from '../../bench/postgres-server';

const DIST = join(__dirname, '..', '..', 'dist');
const TOKEN = 'grown-shape-administrator-token';
const missing = whyNoPostgres();
if (missing !== undefined) process.stderr.write(`skipped: the grown shape (${missing})\n`);

(missing === undefined ? describe : describe.skip)(
  'the grown shape: API and two workers as processes of their own',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'penstock-grown-'));
    const children: ChildProcess[] = [];
    let temporal: RunningTemporal;
    let postgres: PostgresServer;
    let ports: { api: number; sim: number };
    let words = '';

    const start = (script: string, env: NodeJS.ProcessEnv) => {
      const child = spawn(process.execPath, [join(DIST, script)], {
        env: { ...process.env, NODE_OPTIONS: '', ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.on('data', (data: Buffer) => (words += data.toString()));
      children.push(child);
      return child;
    };

    const until = async (what: string, holds: () => Promise<boolean>) => {
      const deadline = Date.now() + 60_000;
      while (!(await holds().catch(() => false))) {
        if (Date.now() > deadline) throw new Error(`not in time: ${what}\n${words}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };

    beforeAll(async () => {
      postgres = await startPostgres();
      if (!('url' in postgres)) throw new Error(postgres.missing);
      const executable = await findTemporalExecutable(() => undefined, ladderEnvironment(process.env));
      temporal = await startTemporalServer(executable, { folder, port: await freePort() });
      ports = { api: await freePort(), sim: await freePort(2) };
      cpSync(join(__dirname, '..', '..', 'config'), join(folder, 'config'), { recursive: true });
      writeFileSync(
        join(folder, 'config', 'accounts.yaml'),
        `accounts: [{ name: sim, provider: fivetran, baseUrl: 'http://127.0.0.1:${ports.sim}', apiKey: sim-key, apiSecret: sim-secret, webhookSecrets: [grown-secret], requestsPerSecond: 100 }]\n`,
      );
      const env = {
        DATABASE_URL: postgres.url,
        TEMPORAL_ADDRESS: temporal.address,
        PENSTOCK_CONFIG: join(folder, 'config'),
        PENSTOCK_LOG_LEVEL: 'warn',
        PENSTOCK_WORKER_HEALTH_PORT: '0',
        PENSTOCK_PORT: String(ports.api),
        PENSTOCK_TOKEN: TOKEN,
      };
      start('simulators/main.js', { PENSTOCK_SIM_PORT: String(ports.sim) });
      start('workers/main.js', env);
      start('workers/main.js', env);
      start('ingress/main.js', env);
      await until('the API is ready', async () => (await fetch(`http://127.0.0.1:${ports.api}/readyz`)).ok);
    }, 120_000);

    afterAll(async () => {
      await Promise.all(
        children.map(async (child) => {
          const gone = new Promise((resolve) => child.once('exit', resolve));
          if (child.exitCode === null && child.kill('SIGTERM')) await gone;
        }),
      );
      await temporal.stop();
      if ('stop' in postgres) await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('repairs a connection, asks for approval over HTTP, and verifies', async () => {
      const simulator = new SimulatorControl(`http://127.0.0.1:${ports.sim}`);
      const api = new PenstockApi(`http://127.0.0.1:${ports.api}`, [TOKEN]);
      await simulator.setWebhooks({ url: `${api.url}/webhooks/fivetran/sim`, secret: 'grown-secret' });
      const id = await simulator.createConnection({ service: 'mysql', syncSeconds: 0.5 });
      await simulator.breakConnection(id, {
        message: "Unknown column 'region' in 'field list'",
        until: 'schema',
      });
      await simulator.run(id);
      await until(
        'an approval is asked for',
        async () => (await api.incidentsOf(id))[0]?.status === 'awaiting_approval',
      );
      const [waiting] = await api.incidentsOf(id);
      if (!waiting) throw new Error('there is no incident');
      await api.decide(waiting, { decision: 'approve' });
      await until('it is resolved', async () => (await api.incidentsOf(id))[0]?.status === 'resolved');
      expect(await api.auditIntact()).toMatchObject({ faults: [] });
    }, 90_000);

    it('refuses to start without what it needs, naming the key', async () => {
      const child = start('workers/main.js', { DATABASE_URL: '' });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      expect(code).toBe(78);
      expect(words).toContain('DATABASE_URL');
    });
  },
);
