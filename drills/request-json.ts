// One JSON request with a deadline and an error that names what was asked.

export interface RequestOptions {
  body?: unknown;
  token?: string;
  idempotencyKey?: string;
}

/** @throws Error naming method, URL and status when the answer is not 2xx. */
export async function requestJson(
  method: string,
  url: string,
  options: RequestOptions = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(15_000),
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return text === '' ? null : JSON.parse(text);
}
