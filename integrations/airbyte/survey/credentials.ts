// Whether the application gets a token that opens the door, and how long one lasts.
import type { AirbyteAccount } from '../../../domain/account';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { unknown, type Probe } from '../../http/probe';

/** @param tokenSeconds as the token endpoint said; absent when no token was given or it did not say */
export function credentials(
  check: 'credentials' | 'write_credentials',
  { name }: AirbyteAccount,
  read: Probe<unknown>,
  tokenSeconds: number | null | undefined,
): SurveyFinding {
  if (read.ok || read.error.code === 'provider.forbidden') {
    const life =
      tokenSeconds == null
        ? 'for a time that this server does not tell (renewed every 2 min)'
        : `for ${Math.round(tokenSeconds)} s, renewed before`;
    return { check, status: 'ok', detail: `the application gets a token, good ${life}` };
  }
  const which = check === 'credentials' ? '' : 'write.';
  if (read.error.code !== 'provider.unauthorized') return unknown(check, read.error);
  return {
    ...{ check, status: 'failed', detail: read.error.message },
    fix: `renew ${which}clientId and ${which}clientSecret of account ${name} in config/accounts.yaml (an application goes with the user who made it)`,
  };
}
