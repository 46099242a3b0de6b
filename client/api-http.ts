// What every call of the API has in common: where it goes, in whose name, and how long it may take.
import createClient, { type Client } from 'openapi-fetch';
import { answerOf, type Fetched } from './api-call';
import type { paths } from './openapi-types';

const TIMEOUT_MS = 30_000;

export interface ApiClientOptions {
  url: string;
  token?: string;
  timeoutMs?: number;
}

/** The same key acts once. */
export interface Acting {
  idempotencyKey: string;
}

/** Stands in the record with what was ended. */
export interface Why {
  reason?: string;
}

/** Of one call. */
type Init = { signal: AbortSignal };

export type Query<P extends keyof paths> = NonNullable<
  Extract<paths[P], { get: object }>['get'] extends { parameters: { query?: infer Q } } ? Q : never
>;
export type Body<P extends keyof paths> = Extract<paths[P], { post: object }>['post'] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;

export type Filters = Record<string, string | number | undefined>;

export class ApiHttp {
  readonly http: Client<paths>;

  constructor(private readonly options: ApiClientOptions) {
    const { url, token } = options;
    this.http = createClient<paths>({
      baseUrl: url,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
  }

  get url(): string {
    return this.options.url;
  }

  ask<T>(call: (init: Init) => Promise<Fetched<T>>, timeoutMs?: number): Promise<T> {
    return answerOf(this.url, call(this.init(timeoutMs)));
  }

  init(timeoutMs = TIMEOUT_MS): Init {
    return { signal: AbortSignal.timeout(this.options.timeoutMs ?? timeoutMs) };
  }
}

export function acting({ idempotencyKey }: Acting): { 'idempotency-key': string } {
  return { 'idempotency-key': idempotencyKey };
}
