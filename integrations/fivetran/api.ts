// Fivetran's REST API as two verbs: read (repeatable) and write (sent once). Authentication and version live here.
import type { ZodType } from 'zod';
import type { FivetranAccount } from '../../domain/account';
import type { HttpMethod } from '../http/request';
import { callJson, type JsonApi } from '../http/json-caller';
import { actionSchema, envelopeSchema } from './wire.schema';

export interface FivetranApi {
  /** @throws OpError with read semantics */
  read<T>(path: string, data: ZodType<T>, query?: Record<string, string>): Promise<T>;
  /** An action that answers only code and message. @throws OpError with write semantics */
  act(method: HttpMethod, path: string, body?: unknown): Promise<string>;
  /** A write that answers the changed resource. @throws OpError with write semantics */
  write<T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    data: ZodType<T>,
  ): Promise<{ message: string; data: T }>;
}

export function createFivetranApi(config: FivetranAccount, deps: { now(): Date }): FivetranApi {
  const pair = Buffer.from(`${config.apiKey}:${config.apiSecret}`).toString('base64');
  const api: JsonApi = {
    name: 'Fivetran',
    baseUrl: fivetranRoot(config.baseUrl),
    secrets: () => [config.apiKey, config.apiSecret, pair],
    explain: explainFivetran,
    now: deps.now,
  };
  // Version 2 answers connections in the current shape; what omitting it means is not documented.
  const headers = { authorization: `Basic ${pair}`, accept: 'application/json;version=2' };
  const once = { purpose: 'write', headers, timeoutMs: config.writeTimeoutMs } as const;
  return {
    async read(path, data, query) {
      const schema = envelopeSchema(data);
      const timeoutMs = config.readTimeoutMs;
      const call = { purpose: 'read', method: 'GET', path, headers, timeoutMs, schema } as const;
      return (await callJson(api, query ? { ...call, query } : call)).data;
    },
    async act(method, path, body) {
      const answer = await callJson(api, { ...once, method, path, body, schema: actionSchema });
      return answer.message ?? answer.code;
    },
    async write(method, path, body, data) {
      const answer = await callJson(api, { ...once, method, path, body, schema: envelopeSchema(data) });
      return { message: answer.message ?? answer.code, data: answer.data };
    },
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
