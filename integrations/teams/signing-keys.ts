// The keys with which the Bot Framework signs what it sends us, kept for a day, asked for sooner when one is unknown.
import { z } from 'zod';
import { OpError } from '../../domain/op-error';
import { createAccountGate } from '../http/account-gate';
import { callJson } from '../http/json-caller';
import type { SigningKey } from './interactivity';

/** Vendor: keys are kept 24 hours at most; a new one may be in use within the hour. */
const KEPT_MS = 24 * 3_600_000;
const AGAIN_MS = 5 * 60_000;

const Metadata = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const KeySet = z.object({
  keys: z.array(
    z.looseObject({
      ...{ kty: z.string(), kid: z.string(), n: z.string(), e: z.string() },
      endorsements: z.array(z.string()).default([]),
    }),
  ),
});

export interface SigningKeys {
  /** @param kid the key that is needed: an unknown one may be new @throws OpError */
  get(kid: string | undefined): Promise<SigningKey[]>;
}

export function createSigningKeys(
  metadataUrl: string,
  options: { timeoutMs: number; now(): Date },
): SigningKeys {
  const gate = createAccountGate('the Bot Framework', options);
  let kept: { keys: SigningKey[]; atMs: number } | null = null;
  async function read<T>(url: string, schema: z.ZodType<T>): Promise<T> {
    const api = { name: 'Bot Framework keys', baseUrl: url, secrets: () => [], explain: () => ({}), gate };
    const call = { purpose: 'read', method: 'GET', path: '', headers: {}, schema } as const;
    return callJson({ ...api, now: options.now }, { ...call, timeoutMs: options.timeoutMs });
  }
  return {
    async get(kid) {
      const ageMs = kept === null ? Infinity : options.now().getTime() - kept.atMs;
      const known = kid === undefined || (kept?.keys.some((key) => key.kid === kid) ?? false);
      if (kept !== null && ageMs < (known ? KEPT_MS : AGAIN_MS)) return kept.keys;
      try {
        const { jwks_uri: address } = await read(metadataUrl, Metadata);
        const { keys } = await read(address, KeySet);
        const usable = keys.map(({ kid: id, kty, n, e, endorsements }) => ({
          ...{ kid: id, jwk: { kty, n, e }, endorsements },
        }));
        kept = { keys: usable, atMs: options.now().getTime() };
      } catch (error) {
        // Keys that are not too old are better than nobody being heard.
        if (!(error instanceof OpError) || kept === null || ageMs >= KEPT_MS) throw error;
      }
      return kept.keys;
    },
  };
}
