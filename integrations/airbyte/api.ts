// Airbyte's two APIs behind one bearer token: the public one, and the config API where the account offers it.
import type { ZodType } from 'zod';
import type { AirbyteAccount } from '../../domain/account';
import { OpError } from '../../domain/op-error';
import type { Purpose } from '../http/answer-error';
import { beforeWrite } from '../http/before-write';
import { createAccountGate, type AccountGate } from '../http/account-gate';
import { callJson, type JsonApi, type JsonCall } from '../http/json-caller';
import { assertMayWrite } from '../http/may-write';
import type { HttpMethod } from '../http/request';
import { explainProblem } from './problem.schema';
import { createTokenSource } from './token';

export interface AirbyteApi {
  /** @throws OpError with read semantics; `slow` for reads that run a connector (minutes), `sweep` for what can wait behind incidents */
  read<T>(path: string, schema: ZodType<T>, query?: Record<string, string>, pace?: Pace): Promise<T>;
  /** @throws OpError with write semantics */
  write<T>(method: HttpMethod, path: string, body: unknown, schema: ZodType<T>): Promise<T>;
  readonly config: ConfigApi;
  readonly gate: AccountGate;
}

/** Deprecated by Airbyte ("use at own risk") but the only source of failure reasons; every call is a POST. */
interface ConfigApi {
  readonly offered: boolean;
  /** @throws OpError `provider.not_supported` where the account has no config API */
  read<T>(path: string, body: unknown, schema: ZodType<T>, pace?: Pace): Promise<T>;
  write<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T>;
}

type Pace = 'slow' | 'sweep';

type Verb = Omit<JsonCall<unknown>, 'headers' | 'schema' | 'timeoutMs' | 'lane'> & { pace: Pace | undefined };

/** @param deps.gate shared with another API of the same account; its own when absent */
export function createAirbyteApi(
  account: AirbyteAccount,
  deps: { now(): Date; gate?: AccountGate },
): AirbyteApi {
  const gate = deps.gate ?? createAccountGate(`Airbyte account ${account.name}`, deps);
  const publicApi = jsonApi('Airbyte', account.baseUrl);
  const configApi =
    account.configApiUrl === undefined ? undefined : jsonApi('Airbyte config API', account.configApiUrl);
  const readTokens = createTokenSource(account, publicApi, deps);
  const writeTokens =
    account.write === undefined
      ? readTokens
      : createTokenSource({ ...account, ...account.write }, publicApi, deps);

  function jsonApi(name: string, url: string): JsonApi {
    return {
      name,
      baseUrl: url.replace(/\/+$/, ''),
      secrets: () => [
        account.clientSecret,
        ...(account.write ? [account.write.clientSecret] : []),
        ...readTokens.current(),
        ...writeTokens.current(),
        ...account.webhookSecrets,
      ],
      explain: explainProblem,
      now: deps.now,
      gate,
    };
  }

  /** A 401 proves that nothing was done, so even a write may be sent again once with a fresh token. */
  async function send<T>(api: JsonApi, verb: Verb, schema: ZodType<T>): Promise<T> {
    const tokens = verb.purpose === 'write' ? writeTokens : readTokens;
    const fetchToken = () => (verb.purpose === 'write' ? beforeWrite(tokens.get) : tokens.get());
    const token = await fetchToken();
    try {
      return await attempt(api, verb, schema, token);
    } catch (error) {
      if (!(error instanceof OpError) || error.code !== 'provider.unauthorized') throw error;
      tokens.discard(token);
      return attempt(api, verb, schema, await fetchToken());
    }
  }

  function attempt<T>(api: JsonApi, { pace, ...verb }: Verb, schema: ZodType<T>, token: string): Promise<T> {
    const patient = pace === 'slow' || verb.purpose === 'write';
    return callJson(api, {
      ...verb,
      lane: pace === 'sweep' ? 'sweep' : 'incident',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      timeoutMs: patient ? account.writeTimeoutMs : account.readTimeoutMs,
      schema,
    });
  }

  function sendConfig<T>(
    purpose: Purpose,
    path: string,
    body: unknown,
    schema: ZodType<T>,
    pace: Pace | undefined,
  ): Promise<T> {
    if (!configApi) throw noConfigApi();
    return send(configApi, { purpose, method: 'POST', path, body, pace }, schema);
  }

  return {
    read: (path, schema, query, pace) =>
      send(publicApi, { purpose: 'read', method: 'GET', path, ...(query && { query }), pace }, schema),
    async write(method, path, body, schema) {
      assertMayWrite(account);
      return send(publicApi, { purpose: 'write', method, path, body, pace: undefined }, schema);
    },
    gate,
    config: {
      offered: configApi !== undefined,
      // `async` turns the missing API into a rejection like any other.
      read: async (path, body, schema, pace) => sendConfig('read', path, body, schema, pace),
      async write(path, body, schema) {
        assertMayWrite(account);
        return sendConfig('write', path, body, schema, undefined);
      },
    },
  };
}

/** The connection's path in the public API; IDs come from events, so they are encoded. */
export function connectionPath(connectionId: string): string {
  return `/connections/${encodeURIComponent(connectionId)}`;
}

function noConfigApi(): OpError {
  return new OpError('provider.not_supported', {
    message: 'the Airbyte config API is not configured for this account (configApiUrl)',
  });
}
