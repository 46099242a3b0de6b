// ServiceNow's Table API on incidents: authentication, and what it says of its refusals.
import { z } from 'zod';
import type { ServicenowSettings } from '../../domain/notice/surfaces';
import { createAccountGate } from '../http/account-gate';
import { callJson, type JsonApi } from '../http/json-caller';

const Refusal = z.object({
  error: z.object({ message: z.string().nullish(), detail: z.string().nullish() }),
});

const FIELDS = 'sys_id,number,state,approval,correlation_id,correlation_display';
const Row = z.object({
  sys_id: z.string().regex(/^[0-9a-f]{32}$/),
  number: z.string(),
  state: z.string(),
});
export type IncidentRow = z.output<typeof Row>;
const Notes = z.object({ work_notes: z.string() });

export interface ServicenowApi {
  /** @throws OpError */
  find(correlationId: string): Promise<IncidentRow | null>;
  /** @throws OpError */
  read(sysId: string): Promise<IncidentRow>;
  /** @throws OpError */
  create(fields: Record<string, string>): Promise<IncidentRow>;
  /** @throws OpError */
  change(sysId: string, fields: Record<string, string>): Promise<IncidentRow>;
  /** All work notes as one text, the newest first. @throws OpError */
  workNotes(sysId: string): Promise<string>;
}

export function createServicenowApi(
  { baseUrl, credentials }: Pick<ServicenowSettings, 'baseUrl' | 'credentials'>,
  options: { timeoutMs: number; now(): Date },
): ServicenowApi {
  const secret =
    'token' in credentials
      ? credentials.token
      : Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  const secrets = 'token' in credentials ? [secret] : [secret, credentials.password];
  const api: JsonApi = {
    ...{ name: 'ServiceNow', baseUrl, secrets: () => secrets, explain, now: options.now },
    gate: createAccountGate('ServiceNow', options),
  };
  const call = async <T>(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    result: z.ZodType<T>,
    extra: { query?: Record<string, string>; body?: unknown },
  ): Promise<T> => {
    const answer = await callJson(api, {
      ...{ purpose: method === 'GET' ? 'read' : 'write', method, path: `/api/now/table/incident${path}` },
      headers: {
        authorization: `${'token' in credentials ? 'Bearer' : 'Basic'} ${secret}`,
        accept: 'application/json',
      },
      ...{ schema: z.object({ result }), timeoutMs: options.timeoutMs, ...extra },
    });
    return answer.result;
  };
  const query = { sysparm_fields: FIELDS };
  return {
    async find(correlationId) {
      const found = { ...query, sysparm_query: `correlation_id=${correlationId}^ORDERBYsys_created_on` };
      const [row] = await call('GET', '', z.array(Row), { query: { ...found, sysparm_limit: '1' } });
      return row ?? null;
    },
    read: (sysId) => call('GET', `/${sysId}`, Row, { query }),
    // Names of groups are given where the API would take IDs otherwise.
    create: (body) =>
      call('POST', '', Row, { query: { ...query, sysparm_input_display_value: 'true' }, body }),
    change: (sysId, body) => call('PATCH', `/${sysId}`, Row, { query, body }),
    async workNotes(sysId) {
      const shown = { sysparm_fields: 'work_notes', sysparm_display_value: 'true' };
      return (await call('GET', `/${sysId}`, Notes, { query: shown })).work_notes;
    },
  };
}

function explain(body: unknown) {
  const said = Refusal.safeParse(body);
  if (!said.success) return {};
  const { message, detail } = said.data.error;
  return { message: [message, detail].filter((part) => (part ?? '') !== '').join('; ') };
}
