// One call of the API and its three ends: an answer, a refusal with its reason, or nobody there.

/** Nothing answers there, or something that is not Penstock. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

/** The API said no; `detail` is its reason. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly detail: string,
    /** What was asked for: `/api/v1/incidents/inc-0123abcd/control?…`. */
    readonly path = '',
    /** How long it asks to wait. */
    readonly retryAfterMs?: number,
  ) {
    super(detail);
  }
}

/** What openapi-fetch gives. */
export interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer. @throws ApiProblem, ApiUnreachable */
export async function answerOf<T>(url: string, call: Promise<Fetched<T>>): Promise<T> {
  const { data, error, response } = await fetched(url, call);
  // Our own server of the same version: an answer has the body that the document says.
  if (response.ok) return data as T;
  throw problemOf(response, error);
}

/** As `answerOf`, for a status beside 2xx whose body is an answer, too. */
export async function answerOrElse<T>(url: string, also: number, call: Promise<Fetched<T>>): Promise<T> {
  const { data, error, response } = await fetched(url, call);
  // As above; both bodies are of one shape.
  if (response.ok || (response.status === also && typeof error === 'object')) return (data ?? error) as T;
  throw problemOf(response, error);
}

async function fetched<T>(url: string, call: Promise<Fetched<T>>): Promise<Fetched<T>> {
  try {
    return await call;
  } catch (error) {
    throw new ApiUnreachable(`the API at ${url} cannot be reached: ${whyOf(error)}`, { cause: error });
  }
}

function problemOf({ status, url, headers }: Response, body: unknown): ApiProblem {
  const at = URL.parse(url);
  const waitMs = retryAfterMs(headers.get('retry-after'), Date.now());
  return new ApiProblem(
    status,
    detailOf(body) ?? `${url} answered ${status}`,
    at === null ? '' : `${at.pathname}${at.search}`,
    waitMs,
  );
}

/** RFC 9110: seconds or a date. */
function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function detailOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return undefined;
  return typeof body.detail === 'string' ? body.detail : undefined;
}

/** fetch hides "connection refused" in the cause. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  if (error instanceof SyntaxError) return 'what answers there is not Penstock';
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
