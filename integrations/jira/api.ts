// Jira Cloud's REST API v3: authentication, and what it says of its refusals.
import { z } from 'zod';
import type { JiraSettings } from '../../domain/notice/surfaces';
import { createAccountGate } from '../http/account-gate';
import { callJson, callPlain, type JsonApi } from '../http/json-caller';
import type { Purpose } from '../http/answer-error';

const Refusal = z.object({
  errorMessages: z.array(z.string()).default([]),
  errors: z.record(z.string(), z.string()).default({}),
  /** What the gateway before Jira says. */
  message: z.string().optional(),
});

export interface JiraApi {
  /** `purpose: 'read'` for searches, which are POSTs too. @throws OpError */
  ask<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    extra?: Extra & { purpose?: Purpose },
  ): Promise<T>;
  /** A write that is answered with nothing. @throws OpError */
  tell(method: 'POST' | 'PUT', path: string, body: unknown): Promise<void>;
}

interface Extra {
  body?: unknown;
  query?: Record<string, string>;
}

export function createJiraApi(
  { baseUrl, email, apiToken }: Pick<JiraSettings, 'baseUrl' | 'email' | 'apiToken'>,
  options: { timeoutMs: number; now(): Date },
): JiraApi {
  const basic = Buffer.from(`${email}:${apiToken}`).toString('base64');
  const api: JsonApi = {
    ...{ name: 'Jira', baseUrl, secrets: () => [apiToken, basic] },
    ...{ explain, now: options.now, gate: createAccountGate('Jira', options) },
  };
  const common = {
    headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
    timeoutMs: options.timeoutMs,
  };
  return {
    ask: (method, path, schema, extra = {}) =>
      callJson(api, {
        purpose: method === 'GET' ? 'read' : 'write',
        method,
        path,
        schema,
        ...common,
        ...extra,
      }),
    tell: (method, path, body) => callPlain(api, { purpose: 'write', method, path, body, ...common }),
  };
}

function explain(body: unknown) {
  const said = Refusal.safeParse(body);
  if (!said.success) return {};
  const { errorMessages, errors, message } = said.data;
  const fields = Object.entries(errors).map(([field, why]) => `${field}: ${why}`);
  return { message: [...errorMessages, ...fields, ...(message === undefined ? [] : [message])].join('; ') };
}
