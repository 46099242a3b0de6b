// Fivetran's REST API as two verbs: read (repeatable) and write (sent once). Authentication and version live here.
import type { ZodType } from 'zod';
import type { FivetranAccount } from '../../domain/account';
import { present } from '../../domain/present';
import type { AccountGate, Lane } from '../http/account-gate';
import type { HttpMethod } from '../http/request';
import { callJson, type JsonApi } from '../http/json-caller';
import { assertMayWrite } from '../http/may-write';
import { actionSchema, envelopeSchema } from './wire-parts.schema';

/** Narrower quotas beside the account's own (vendor: rate limiting page); setup tests count inside the second. */
export type FivetranQuota = 'setup_tests' | 'source_interaction';

export interface ReadOptions {
  query?: Record<string, string>;
  /** `incident` when absent. */
  lane?: Lane;
  quota?: FivetranQuota;
}

export interface FivetranApi {
  /** @throws OpError with read semantics */
  read<T>(path: string, data: ZodType<T>, options?: ReadOptions): Promise<T>;
  /** An action that answers only code and message. @throws OpError with write semantics */
  act(method: HttpMethod, path: string, body?: unknown, quota?: FivetranQuota): Promise<string>;
  /** A write that answers the changed resource. @throws OpError with write semantics */
  write<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    data: ZodType<T>,
    quota?: FivetranQuota,
  ): Promise<{ message: string; data: T }>;
}

/** Reads go out with the account's key, writes with `write` where it is configured; a read-only account never writes. */
export function createFivetranApi(
  config: FivetranAccount,
  deps: { now(): Date; gate: AccountGate },
): FivetranApi {
  const reader = basic(config);
  const writer = basic(config.write ?? config);
  const api: JsonApi = {
    name: 'Fivetran',
    baseUrl: fivetranRoot(config.baseUrl),
    secrets: () => [...reader.secrets, ...writer.secrets, ...config.webhookSecrets],
    explain: explainFivetran,
    now: deps.now,
    gate: deps.gate,
  };
  const once = { purpose: 'write', headers: writer.headers, timeoutMs: config.writeTimeoutMs } as const;
  return {
    async read(path, data, { query, lane, quota } = {}) {
      const schema = envelopeSchema(data);
      const call = { purpose: 'read', method: 'GET', path, headers: reader.headers, schema } as const;
      const options = present({ query, lane, quota });
      return (await callJson(api, { ...call, timeoutMs: config.readTimeoutMs, ...options })).data;
    },
    async act(method, path, body, quota) {
      assertMayWrite(config);
      const call = { ...once, method, path, body, schema: actionSchema, ...present({ quota }) };
      const answer = await callJson(api, call);
      return answer.message ?? answer.code;
    },
    async write(method, path, body, data, quota) {
      assertMayWrite(config);
      const call = { ...once, method, path, body, schema: envelopeSchema(data), ...present({ quota }) };
      const answer = await callJson(api, call);
      return { message: answer.message ?? answer.code, data: answer.data };
    },
  };
}

function basic(key: { apiKey: string; apiSecret: string }) {
  const pair = Buffer.from(`${key.apiKey}:${key.apiSecret}`).toString('base64');
  return {
    // Version 2 answers connections in the current shape; what omitting it means is not documented.
    headers: { authorization: `Basic ${pair}`, accept: 'application/json;version=2' },
    secrets: [key.apiKey, key.apiSecret, pair],
  };
}

/** Accepts `https://api.fivetran.com` with and without `/v1`. */
export function fivetranRoot(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
}

/** The connection's path; IDs come from events, so they are encoded. */
export function connectionPath(connectionId: string, rest = ''): string {
  return `/v1/connections/${encodeURIComponent(connectionId)}${rest}`;
}

/** Errors use the envelope without data: `{code: "NotFound_Connection", message}`. */
function explainFivetran(body: unknown): { code?: string; message?: string } {
  const parsed = actionSchema.partial().safeParse(body);
  if (!parsed.success) return {};
  const { code, message } = parsed.data;
  return { ...(code !== undefined && { code }), ...(typeof message === 'string' && { message }) };
}
