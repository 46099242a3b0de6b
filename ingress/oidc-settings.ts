// The identity provider whose tokens are believed, as the environment has it.
import { z } from 'zod';
import { readEnvironment } from '../integrations/secrets/environment';

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/;

/** Keys that come over a line that anybody can change are nobody's keys. */
const Issuer = z
  .url()
  .refine((url) => url.startsWith('https://') || LOOPBACK.test(url), 'expected https://…');

const Environment = z
  .object({
    PENSTOCK_OIDC_ISSUER: Issuer.optional(),
    PENSTOCK_OIDC_AUDIENCE: z.string().min(1).optional(),
    PENSTOCK_OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
    PENSTOCK_OIDC_PERSON_CLAIM: z.string().min(1).default('email'),
  })
  .refine(
    ({ PENSTOCK_OIDC_ISSUER: issuer, PENSTOCK_OIDC_AUDIENCE: audience }) =>
      (issuer === undefined) === (audience === undefined),
    {
      path: ['PENSTOCK_OIDC_AUDIENCE'],
      error:
        'PENSTOCK_OIDC_ISSUER and PENSTOCK_OIDC_AUDIENCE go together: tokens for others must not open this',
    },
  );

export interface OidcSettings {
  /** As `iss` has it, to the last slash. */
  issuer: string;
  audience: string;
  groupsClaim: string;
  personClaim: string;
}

/** `null` = tokens of identity providers are not taken. @throws EnvironmentError naming the key */
export function oidcSettings(env: NodeJS.ProcessEnv): OidcSettings | null {
  const e = readEnvironment(Environment, env);
  const { PENSTOCK_OIDC_ISSUER: issuer, PENSTOCK_OIDC_AUDIENCE: audience } = e;
  if (issuer === undefined || audience === undefined) return null;
  return {
    ...{ issuer, audience },
    groupsClaim: e.PENSTOCK_OIDC_GROUPS_CLAIM,
    personClaim: e.PENSTOCK_OIDC_PERSON_CLAIM,
  };
}

/** Whether an address of the issuer's may be asked. */
export function isTrustworthy(url: string): boolean {
  return Issuer.safeParse(url).success;
}
