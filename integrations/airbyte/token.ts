// The account's bearer token: fetched once for all callers, renewed before it expires and once after a 401.
import type { AirbyteAccount } from '../../domain/account';
import { OpError } from '../../domain/op-error';
import { callJson, type JsonApi } from '../http/json-caller';
import { tokenSchema } from './wire.schema';

interface TokenSource {
  get(): Promise<string>;
  /** Forgets this token after the server refused it; a newer one stays. */
  discard(token: string): void;
  /** What must not appear in messages. */
  current(): string[];
}

/** Older servers issue tokens of 3 minutes and do not say so. */
const LIFETIME_SECONDS_DEFAULT = 150;
/** Renewed this much earlier, so that no request meets its expiry on the way. */
const MARGIN_MS = 15_000;

export function createTokenSource(config: AirbyteAccount, api: JsonApi, deps: { now(): Date }): TokenSource {
  let held: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const answer = await requestToken(config, api);
    const lifetimeMs = (answer.expires_in ?? LIFETIME_SECONDS_DEFAULT) * 1000;
    held = {
      token: answer.access_token,
      until: deps.now().getTime() + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs / 2),
    };
    return answer.access_token;
  }

  return {
    async get() {
      if (held && held.until > deps.now().getTime()) return held.token;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    discard(token) {
      if (held?.token === token) held = undefined;
    },
    current: () => (held ? [held.token] : []),
  };
}

/** A read by nature: asking for a token twice changes nothing. */
async function requestToken(
  config: AirbyteAccount,
  api: JsonApi,
): Promise<{ access_token: string; expires_in?: number | null | undefined }> {
  try {
    return await callJson(api, {
      purpose: 'read',
      method: 'POST',
      path: '/applications/token',
      headers: { accept: 'application/json' },
      // The schema names `grant-type` and requires `grant_type`: servers accept either, so both are sent.
      body: {
        client_id: config.clientId,
        client_secret: config.clientSecret,
        grant_type: 'client_credentials',
        'grant-type': 'client_credentials',
      },
      timeoutMs: config.readTimeoutMs,
      schema: tokenSchema,
    });
  } catch (error) {
    // Community edition answers wrong credentials with 400 (airbytehq/airbyte #65592), others with 401.
    if (error instanceof OpError && error.httpStatus === 400) {
      throw new OpError(
        'provider.unauthorized',
        { message: error.message, httpStatus: 400 },
        { cause: error },
      );
    }
    throw error;
  }
}
