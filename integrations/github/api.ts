// GitHub's REST API for issues: headers, the two kinds of rate limit, and what goes wrong in our own words.
import { z } from 'zod';
import type { GithubSettings } from '../../domain/notice/surfaces';
import { createAccountGate, type AccountGate } from '../http/account-gate';
import { callJson, type JsonApi } from '../http/json-caller';
import type { HttpAnswer, HttpMethod } from '../http/request';

const Refusal = z.object({
  message: z.string(),
  errors: z
    .array(
      z.object({ field: z.string().optional(), code: z.string().optional(), message: z.string().optional() }),
    )
    .optional()
    .catch(undefined),
});
/** Vendor: without any header, wait at least a minute. */
const UNSTATED_WAIT_SECONDS = 60;

export interface GithubApi {
  /** @throws OpError */
  call<T>(
    method: HttpMethod,
    path: string,
    schema: z.ZodType<T>,
    extra?: { body?: unknown; query?: Record<string, string> },
  ): Promise<T>;
}

export function createGithubApi(
  { baseUrl, token }: Pick<GithubSettings, 'baseUrl' | 'token'>,
  options: { timeoutMs: number; now(): Date },
): GithubApi {
  const gate = limitsAs429(createAccountGate('GitHub', options), options.now);
  const api: JsonApi = { name: 'GitHub', baseUrl, secrets: () => [token], explain, now: options.now, gate };
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  };
  return {
    call: (method, path, schema, extra = {}) =>
      callJson(api, {
        ...{ purpose: method === 'GET' ? 'read' : 'write', method, path, headers, schema },
        ...{ timeoutMs: options.timeoutMs, ...extra },
      }),
  };
}

/** GitHub answers 403 where others answer 429, and names the end of the hour as a moment. */
function limitsAs429(gate: AccountGate, now: () => Date): AccountGate {
  return {
    reading: () => gate.reading(),
    pass: (call, exchange) => gate.pass(call, async () => asked(await exchange(), now())),
  };
}

function asked(answer: HttpAnswer, now: Date): HttpAnswer {
  const { status, headers, text } = answer;
  if (status !== 403 && status !== 429) return answer;
  const spent = headers['x-ratelimit-remaining'] === '0';
  if (status === 403 && !spent && headers['retry-after'] === undefined && !/rate limit/i.test(text))
    return answer;
  const reset = Number(headers['x-ratelimit-reset']) - Math.floor(now.getTime() / 1000);
  const seconds = spent && reset > 0 ? reset : UNSTATED_WAIT_SECONDS;
  return { ...answer, status: 429, headers: { 'retry-after': String(seconds), ...headers } };
}

function explain(body: unknown) {
  const said = Refusal.safeParse(body);
  if (!said.success) return {};
  const faults = (said.data.errors ?? []).map(({ field, code, message }) =>
    [field, code, message].filter((part) => part !== undefined).join(' '),
  );
  return { message: [said.data.message, ...faults].join('; ') };
}
