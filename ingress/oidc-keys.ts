// The keys that an identity provider signs with: found by discovery, kept for an hour, asked for again when one is new.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { isTrustworthy } from './oidc-settings';
import { Problem } from './problem';

export const ALGORITHMS = ['RS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

const FRESH_FOR_MS = 3_600_000;
/** An issuer that is away does not lock everybody out at once; keys that it took back are believed no longer than this. */
const STALE_FOR_MS = 24 * 3_600_000;
/** Whoever invents key IDs makes us ask the issuer no more often than this. */
const ASK_EVERY_MS = 30_000;
const TIMEOUT_MS = 5000;
const RSA_BITS_MIN = 2048;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const Jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().optional(),
  use: z.string().optional(),
  alg: z.string().optional(),
  crv: z.string().optional(),
});
const Jwks = z.object({ keys: z.array(Jwk).max(100) });

interface SigningKey {
  kid: string | undefined;
  algorithm: Algorithm;
  key: KeyObject;
}

export class IssuerKeys {
  private keys: SigningKey[] = [];
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<string | null> | null = null;
  /** Why the newest attempt failed. */
  private fault: string | null = null;

  constructor(
    private readonly issuer: string,
    private readonly now: () => Date,
  ) {}

  /** `null` = the issuer publishes no such key. @throws Problem 503 while that cannot be found out */
  async find(kid: string | undefined, algorithm: Algorithm): Promise<KeyObject | null> {
    const known = this.known(kid, algorithm);
    const age = this.now().getTime() - this.fetchedAt;
    if (known && age >= 0 && age < FRESH_FOR_MS) return known;
    const fault = await this.refresh();
    const found = this.known(kid, algorithm);
    if (fault === null) return found;
    if (found && this.now().getTime() - this.fetchedAt < STALE_FOR_MS) return found;
    throw new Problem(
      503,
      `the identity provider ${this.issuer} cannot be asked for its keys (${fault}): try again soon`,
      { 'retry-after': '30' },
    );
  }

  /** Keys without an ID are meant when there is only one. */
  private known(kid: string | undefined, algorithm: Algorithm): KeyObject | null {
    const fitting = this.keys.filter((one) => one.algorithm === algorithm);
    const named = fitting.filter((one) => one.kid === kid);
    const [one, another] = kid === undefined ? fitting : named;
    return one && !another ? one.key : null;
  }

  /** Why it failed, or `null`; nothing is asked when it has been just before. */
  private async refresh(): Promise<string | null> {
    if (this.asking) return this.asking;
    const now = this.now().getTime();
    if (Math.abs(now - this.askedAt) < ASK_EVERY_MS) return this.fault;
    this.askedAt = now;
    this.asking = this.fetch().then(
      (keys) => {
        this.keys = keys;
        this.fetchedAt = now;
        return null;
      },
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    this.fault = await this.asking;
    this.asking = null;
    return this.fault;
  }

  private async fetch(): Promise<SigningKey[]> {
    const base = this.issuer.replace(/\/$/, '');
    const { issuer, jwks_uri } = await read(`${base}/.well-known/openid-configuration`, Discovery);
    if (issuer !== this.issuer) throw new Error(`it calls itself ${issuer.slice(0, 200)}`);
    if (!isTrustworthy(jwks_uri)) throw new Error('its jwks_uri is not https');
    const { keys } = await read(jwks_uri, Jwks);
    return keys.flatMap(signingKey);
  }
}

function signingKey(jwk: z.output<typeof Jwk>): SigningKey[] {
  const algorithm = jwk.kty === 'RSA' ? 'RS256' : jwk.kty === 'EC' && jwk.crv === 'P-256' ? 'ES256' : null;
  const other =
    (jwk.use !== undefined && jwk.use !== 'sig') || (jwk.alg !== undefined && jwk.alg !== algorithm);
  if (algorithm === null || other) return [];
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? RSA_BITS_MIN;
    return bits < RSA_BITS_MIN ? [] : [{ kid: jwk.kid, algorithm, key }];
  } catch {
    return [];
  }
}

/** @throws Error saying what the issuer did instead of answering */
async function read<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  const parsed = schema.safeParse(await answer.json());
  if (!parsed.success) throw new Error('its answer is not what OpenID Connect says');
  return parsed.data;
}
