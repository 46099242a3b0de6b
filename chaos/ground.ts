// The ground of a chaos run: simulators, Temporal and the stack as processes that can be killed, on ports that stay.
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { freePort } from '../local/ports';
import { findTemporalExecutable, ladderEnvironment } from '../local/temporal-cli';
import { temporalServerArgs } from '../local/temporal-server';
import { chaosConfig } from './config';
import { KillableProcess } from './processes';

export const HOST = '127.0.0.1';

export interface Ground {
  folder: string;
  ports: { api: number; sim: number; temporal: number };
  simulators: KillableProcess;
  temporal: KillableProcess;
  stack: KillableProcess;
}

/** Nothing is started yet. `sweepEvery` as in accounts.yaml: `5s`, `never`. */
export async function prepare(
  say: (line: string) => void,
  { sweepEvery }: { sweepEvery: string },
): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-chaos-'));
  const ports = { api: await freePort(), sim: await freePort(2), temporal: await freePort() };
  const env = { ...chaosConfig().environment, PENSTOCK_HOST: HOST };
  const root = join(__dirname, '..');
  cpSync(join(root, '..', 'config'), join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, 'config', 'accounts.yaml'), accountsYaml(ports.sim, sweepEvery));
  writeFileSync(join(folder, 'config', 'policies', 'chaos.yaml'), POLICY);
  const executable = await findTemporalExecutable(say, ladderEnvironment(env));
  const node = (script: string) => ({ command: process.execPath, args: [join(root, script)] });
  return {
    folder,
    ports,
    simulators: new KillableProcess({
      name: 'simulators',
      ...node('simulators/main.js'),
      env: { ...env, PENSTOCK_SIM_PORT: String(ports.sim) },
      logFile: join(folder, 'simulators.log'),
      ready: () => answers(`http://${HOST}:${ports.sim}/_sim/connections`),
    }),
    temporal: new KillableProcess({
      name: 'Temporal',
      command: executable,
      args: temporalServerArgs({ folder, port: ports.temporal }),
      env,
      logFile: join(folder, 'temporal.log'),
      ready: async () => {
        const connection = await Connection.connect({
          address: `${HOST}:${ports.temporal}`,
          connectTimeout: 1000,
        });
        await connection.close();
        return true;
      },
    }),
    stack: new KillableProcess({
      name: 'the stack',
      ...node('local/main.js'),
      env: {
        ...env,
        PENSTOCK_HOME: join(folder, 'home'),
        PENSTOCK_CONFIG: join(folder, 'config'),
        PENSTOCK_PORT: String(ports.api),
        TEMPORAL_ADDRESS: `${HOST}:${ports.temporal}`,
        PENSTOCK_LOG_LEVEL: 'warn',
      },
      logFile: join(folder, 'stack.log'),
      ready: () => answers(`http://${HOST}:${ports.api}/readyz`),
    }),
  };
}

async function answers(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}

/** Short client timeouts, so that a delayed answer is a lost one; settle time in the policy is longer than the delay. */
function accountsYaml(simPort: number, sweepEvery: string): string {
  const common =
    `    sweep: { every: ${sweepEvery}, inventoryEvery: 30s }\n` +
    '    requestsPerSecond: 600\n    readTimeout: 2s\n    writeTimeout: 3s\n    webhookSecrets: [chaos-secret]\n';
  return (
    'accounts:\n' +
    `  - name: sim\n    provider: fivetran\n    baseUrl: http://${HOST}:${simPort}\n    apiKey: sim-key\n    apiSecret: sim-secret\n${common}` +
    `  - name: sim\n    provider: airbyte\n    baseUrl: http://${HOST}:${simPort + 1}/api/public/v1\n    configApiUrl: http://${HOST}:${simPort + 1}/api/v1\n    clientId: sim-client\n    clientSecret: sim-secret\n${common}`
  );
}

/** Patience: syncs are slow and kills frequent, and neither makes a sync stuck or a deadline missed. */
const POLICY = `apiVersion: penstock/v1
kind: Policy
metadata: { name: chaos, version: 1 }
spec:
  rules:
    - id: patience
      why: syncs are slow and processes die
      match: { account: sim }
      timings: { verifyWithin: 20m, stuckAfter: 20m, approvalExpires: 1h, approvalEscalates: 30m }
`;
