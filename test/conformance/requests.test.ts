// Every request that our adapters send is one that the vendor documents: method, path, query and body.
import { OpError } from '../../domain/op-error';
import type { ProviderAccount } from '../../domain/ports';
import { PROVIDER_STEP_KINDS, type ProviderStepKind, type StepParams } from '../../domain/step';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import { createProviderAccounts } from '../../workers/provider-accounts';
import { airbyteAccount, fivetranAccount } from '../account';
import { eventually, simControl, type SimControl } from '../contract/sim-control';
import { hasDocument, requestCheck, type SentRequest } from '../simulators/openapi-document';

/** Newer than the documents, or never part of them; each with where else it is described. */
const UNDOCUMENTED: { path: RegExp; why: string }[] = [
  {
    path: /\/sync-history$/,
    why: 'newer than the OpenAPI document (docs: retrieve connection sync history)',
  },
  { path: /\/errors$/, why: 'private preview (changelog, November 2026)' },
  { path: /\/warnings$/, why: 'newer than the OpenAPI document (docs: connection warnings)' },
  { path: /\/applications\/token$/, why: 'the token endpoint is not in this cut (reference.airbyte.com)' },
  { path: /^\/api\/v1\//, why: "Airbyte's config API has a document of its own, which is not in this cut" },
];

const PARAMS: Record<ProviderStepKind, StepParams> = {
  ...{ trigger_sync: {}, cancel_sync: {}, pause: {}, resume: {}, run_setup_tests: {}, reload_schema: {} },
  ...{ resync: {}, clear: {} },
  select_schema: { selection: [{ schema: 'public', table: 'customers', enabled: false }] },
  set_schedule: { schedule: { kind: 'interval', everyMs: 6 * 3_600_000 } },
  change_setting: { settings: { host: 'replica.example' } },
  edit_state: { state: {} },
};

interface Ground {
  account: ProviderAccount;
  control: SimControl;
  id: string;
}

/** Everything the adapter can do, once; what a provider cannot do is refused without harm to the others. */
async function doEverything({ account, control, id }: Ground): Promise<string[]> {
  const unsupported: string[] = [];
  const idle = () =>
    eventually(
      () => control.truth(id),
      (truth) => truth.running === null,
    );
  await account.whoAmI();
  await account.readState(id);
  await account.readFacts(id);
  await account.survey();
  await account.repairLink(id);
  for (const scope of ['inventory', 'runs'] as const) {
    let cursor: string | null = null;
    do {
      const page = await account.sweep({
        cursor,
        scope,
        since: new Date(Date.now() - 3_600_000).toISOString(),
      });
      cursor = page.next;
    } while (cursor !== null);
  }
  await account.webhooks?.list();
  await account.webhooks?.register({ url: 'https://penstock.example/webhooks/x/main/s' }).catch(refusedOnly);
  for (const kind of PROVIDER_STEP_KINDS) {
    const command = { kind, connectionId: id, params: PARAMS[kind] };
    await idle();
    await account.readTarget(command).catch(refusedOnly);
    const run = kind === 'cancel_sync' ? await startRun(account, id) : undefined;
    await account.apply({ ...command, ...(run !== undefined && { runId: run }) }).catch((error: unknown) => {
      refusedOnly(error);
      unsupported.push(kind);
    });
    if (kind === 'pause') await account.apply({ kind: 'resume', connectionId: id, params: {} });
  }
  return unsupported;
}

async function startRun(account: ProviderAccount, id: string): Promise<string | undefined> {
  const { runId } = await account.apply({ kind: 'trigger_sync', connectionId: id, params: {} });
  return runId;
}

function refusedOnly(error: unknown): void {
  if (!(error instanceof OpError)) throw error;
}

async function sent(url: string): Promise<SentRequest[]> {
  const answer = (await (await fetch(`${url}/_sim/requests`)).json()) as { items: SentRequest[] };
  return answer.items;
}

function judge(vendor: 'fivetran' | 'airbyte', requests: SentRequest[], strip: RegExp): string[] {
  const check = requestCheck(vendor);
  const counts = new Map<string, number>();
  const faults: string[] = [];
  for (const request of requests) {
    const known = UNDOCUMENTED.find(({ path }) => path.test(request.path));
    const { operation, faults: found } = check({ ...request, path: request.path.replace(strip, '') });
    const name = operation ?? `${request.method} ${request.path} (undocumented)`;
    if (operation === null && !known) faults.push(`${name}: no such operation`);
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    const row = operation ?? `${request.method} ${known?.why ?? 'undocumented'}`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const rows = [...counts].sort().map(([name, count]) => `  ${String(count).padStart(4)}  ${name}`);
  process.stdout.write(`${vendor}: requests by documented operation\n${rows.join('\n')}\n`);
  return [...new Set(faults)];
}

const whenPresent = (name: string) => (hasDocument(name) ? it : it.skip);

describe('what our adapters send', () => {
  whenPresent('fivetran')('to Fivetran is documented', async () => {
    const sim = await startFivetranSimulator();
    try {
      const control = simControl(sim.url);
      const id = await control.create({
        service: 'connector_sdk',
        tables: ['orders', 'customers'],
        syncSeconds: 0.2,
      });
      const config = fivetranAccount({ baseUrl: sim.url, connectCards: true });
      const account = createProviderAccounts([config], { now: () => new Date() }).get('fivetran', 'main');
      expect(await doEverything({ account, control, id })).toEqual(['clear']);
      expect(judge('fivetran', await sent(sim.url), /^$/)).toEqual([]);
    } finally {
      await sim.close();
    }
  });

  whenPresent('airbyte')('to Airbyte is documented, with and without the config API', async () => {
    const sim = await startAirbyteSimulator();
    try {
      const control = simControl(sim.url);
      for (const configApi of [true, false]) {
        const id = await control.create({
          sourceType: 'postgres',
          tables: ['orders', 'customers'],
          syncSeconds: 0.2,
        });
        const config = airbyteAccount({
          baseUrl: `${sim.url}/api/public/v1`,
          ...(configApi && { configApiUrl: `${sim.url}/api/v1` }),
        });
        const account = createProviderAccounts([config], { now: () => new Date() }).get('airbyte', 'main');
        const unsupported = await doEverything({ account, control, id });
        expect(unsupported).toEqual(configApi ? ['edit_state'] : ['run_setup_tests', 'resync', 'edit_state']);
      }
      expect(judge('airbyte', await sent(sim.url), /^\/api\/public\/v1/)).toEqual([]);
    } finally {
      await sim.close();
    }
  });
});
