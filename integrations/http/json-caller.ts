// Calls a JSON API: sends one request, turns every failure into an OpError, parses the answer with zod.
import type { ZodType } from 'zod';
import type { AccountGate, Lane } from './account-gate';
import { answerError, invalidAnswer, transportOpError, type Explanation, type Purpose } from './answer-error';
import { sendRequest, type HttpAnswer, type HttpMethod } from './request';
import { secretFreeExcerpt } from './secret-free';
import { shapeFault } from './shape-fault';
import { TransportError } from './transport-error';

export interface JsonCall<T> {
  purpose: Purpose;
  method: HttpMethod;
  /** Starts with a slash; appended to the base URL and shown in messages without its query. */
  path: string;
  query?: Record<string, string>;
  headers: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
  schema: ZodType<T>;
  /** Who asks; `incident` when absent. */
  lane?: Lane;
  /** Narrower quota that this call counts against too. */
  quota?: string;
}

export interface JsonApi {
  /** Named in messages: `Fivetran`. */
  name: string;
  baseUrl: string;
  /** Values that must never appear in a message; asked for at every failure because tokens change. */
  secrets(): string[];
  /** Finds the provider's own code and words in an error body. */
  explain(body: unknown): { code?: string; message?: string };
  now(): Date;
  gate: AccountGate;
}

/** A call whose answer's body nobody reads: any 2xx is success, an empty one too. */
export type PlainCall = Omit<JsonCall<unknown>, 'schema'>;

/** @throws OpError */
export async function callJson<T>(api: JsonApi, call: JsonCall<T>): Promise<T> {
  const { title, answer, body } = await accepted(api, call);
  if (body === undefined) {
    throw invalidAnswer(title, call.purpose, answer.status, `the body is ${kindOfText(answer)}, not JSON`);
  }
  const parsed = call.schema.safeParse(body);
  if (!parsed.success) {
    throw invalidAnswer(
      title,
      call.purpose,
      answer.status,
      `has an unexpected shape: ${shapeFault(parsed.error)}`,
    );
  }
  return parsed.data;
}

/** @throws OpError */
export async function callPlain(api: JsonApi, call: PlainCall): Promise<void> {
  await accepted(api, call);
}

async function accepted(api: JsonApi, call: PlainCall) {
  const title = `${api.name} ${call.method}${call.path === '' ? '' : ` ${call.path}`}`;
  const answer = await exchange(api, call, title);
  const body = parseJson(answer.text);
  if (answer.status < 200 || answer.status > 299) {
    throw answerError(title, call.purpose, answer, explanation(api, answer, body), api.now());
  }
  return { title, answer, body };
}

async function exchange(api: JsonApi, call: PlainCall, title: string): Promise<HttpAnswer> {
  const query = new URLSearchParams(call.query).toString();
  const send = () =>
    sendRequest(
      {
        method: call.method,
        url: `${api.baseUrl}${call.path}${query === '' ? '' : `?${query}`}`,
        headers: {
          'user-agent': 'penstock',
          ...(call.body !== undefined && { 'content-type': 'application/json' }),
          ...call.headers,
        },
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
        timeoutMs: call.timeoutMs,
      },
      call.purpose,
    );
  const { lane = 'incident', quota } = call;
  try {
    return await api.gate.pass({ title, lane, ...(quota !== undefined && { quota }) }, send);
  } catch (error) {
    if (error instanceof TransportError) throw transportOpError(title, call.purpose, error);
    throw error;
  }
}

/** `undefined` is no JSON value, so it can stand for "not JSON". */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function explanation(api: JsonApi, answer: HttpAnswer, body: unknown): Explanation {
  const said = body === undefined ? {} : api.explain(body);
  const secrets = api.secrets();
  const reason = secretFreeExcerpt(said.message ?? answer.text, secrets);
  return {
    reason,
    ...(said.code !== undefined && { providerCode: secretFreeExcerpt(said.code, secrets) }),
  };
}

/** A base URL that misses the API's path is answered 200 with a web app's HTML on self-managed Airbyte. */
function kindOfText(answer: HttpAnswer): string {
  if (answer.text.trim() === '') return 'empty';
  const type = answer.headers['content-type'] ?? '';
  return type.includes('html') || answer.text.trimStart().startsWith('<')
    ? 'HTML (is the base URL right?)'
    : 'text';
}
