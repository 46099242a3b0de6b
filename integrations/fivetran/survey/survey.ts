// What is in order with this account and what to mend: a handful of reads, every failure a finding.
import type { FivetranAccount } from '../../../domain/account';
import type { AccountSurvey, SurveyFinding } from '../../../domain/sweep/survey';
import type { AccountGate } from '../../http/account-gate';
import { createFivetranApi, fivetranRoot, type FivetranApi } from '../api';
import { listWebhooks } from '../webhook-registry';
import { accountInfoSchema, systemKeySchema, type WireSystemKey } from '../wire-account.schema';
import { namedItemSchema, pageSchema } from '../wire-parts.schema';
import { clock } from '../../http/clock-finding';
import { credentials, lifetime, reachable, sameAccount } from './credentials';
import { endpoints } from './endpoints';
import { mayRead, mayWrite } from './permissions';
import { probing } from '../../http/probe';
import { probe } from './probe';
import { quota } from './quota';
import { webhooks } from './webhooks';

interface SurveyDeps {
  config: FivetranAccount;
  gate: AccountGate;
  now(): Date;
}

/** Seven to ten calls, none of which changes anything. Never throws. */
export async function surveyFivetran({ config, gate, now }: SurveyDeps): Promise<AccountSurvey> {
  let seen: { headers: Record<string, string>; at: Date } | undefined;
  const watching: AccountGate = {
    ...gate,
    pass: (call, exchange) =>
      gate.pass(call, async () => {
        const answer = await exchange();
        seen = { headers: answer.headers, at: now() };
        return answer;
      }),
  };
  const api = createFivetranApi(config, { now, gate: watching });
  const info = await probe(api, '/v1/account/info', accountInfoSchema);
  const answered = seen;
  const findings: SurveyFinding[] = [
    reachable(fivetranRoot(config.baseUrl), info),
    credentials('credentials', config, info),
    quota(answered?.headers),
    clock(answered?.headers['date'], answered?.at ?? now()),
  ];
  const writer = config.write ? createFivetranApi({ ...config, ...config.write }, { now, gate }) : api;
  const writes = config.write ? await probe(writer, '/v1/account/info', accountInfoSchema) : info;
  if (config.write) findings.push(credentials('write_credentials', config, writes));
  if (!info.ok) return { findings };

  const ownId = info.data.system_key_id;
  const writeId = writes.ok ? writes.data.system_key_id : null;
  const ownKey = await systemKey(api, ownId);
  const writeKey = writeId === ownId ? ownKey : await systemKey(writer, writeId);
  const list = await probe(api, '/v1/connections', pageSchema(namedItemSchema), { limit: '1' });
  const hooks = await probing(() => listWebhooks(api));
  findings.push(
    ...(config.write && writes.ok ? sameAccount(info.data, writes.data) : []),
    lifetime(info.data, ownKey, now()),
    mayRead(list),
    mayWrite(config, writeKey),
    webhooks(config, hooks),
    ...(await endpoints(config, api, list.ok ? list.data.items[0]?.id : undefined)),
  );
  return { findings };
}

/** A system key may not be allowed to read about itself. */
async function systemKey(
  api: FivetranApi,
  id: string | null | undefined,
): Promise<WireSystemKey | undefined> {
  if (!id) return undefined;
  const read = await probe(api, `/v1/system-keys/${encodeURIComponent(id)}`, systemKeySchema);
  return read.ok ? read.data : undefined;
}
