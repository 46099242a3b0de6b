// Whose key this is, and for how much longer it is good.
import type { FivetranAccount } from '../../../domain/account';
import type { OpError } from '../../../domain/op-error';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import type { WireAccountInfo, WireSystemKey } from '../wire-account.schema';
import { unknown, type Probe } from '../../http/probe';

const DAY_MS = 24 * 3_600_000;
const EXPIRES_SOON_MS = 14 * DAY_MS;

export function keyTitle(info: WireAccountInfo): string {
  const whose = info.account_name ?? info.account_id ?? 'unnamed account';
  const key = info.system_key_id
    ? `system key ${info.system_key_id}`
    : `key of user ${info.user_id ?? 'unknown'}`;
  return `${whose} (${key})`;
}

export function reachable(baseUrl: string, { ok, ...rest }: Probe<WireAccountInfo>): SurveyFinding {
  const check = 'reachable';
  const error = 'error' in rest ? rest.error : undefined;
  if (ok || error?.httpStatus !== undefined) return { check, status: 'ok', detail: `${baseUrl} answers` };
  // Held back by our own gate: the provider has lately asked to be left alone, or did not answer.
  if (error?.code === 'provider.rate_limited') return unknown(check, error);
  return {
    ...{ check, status: 'failed', detail: error?.message ?? 'no answer' },
    fix: 'check baseUrl in config/accounts.yaml, the network and the proxy',
  };
}

/** @param which the member of the account's config that holds this key */
export function credentials(
  check: 'credentials' | 'write_credentials',
  config: FivetranAccount,
  read: Probe<WireAccountInfo>,
): SurveyFinding {
  if (read.ok) return { check, status: 'ok', detail: keyTitle(read.data) };
  const where = check === 'credentials' ? 'apiKey and apiSecret' : 'write.apiKey and write.apiSecret';
  return refused(read.error)
    ? {
        ...{ check, status: 'failed', detail: read.error.message },
        fix: `renew ${where} of account ${config.name} in config/accounts.yaml (a user's new key disables the old one)`,
      }
    : unknown(check, read.error);
}

function refused({ code }: OpError): boolean {
  return code === 'provider.unauthorized' || code === 'provider.forbidden';
}

/** Two keys of two accounts would have us read one and change another. */
export function sameAccount(reads: WireAccountInfo, writes: WireAccountInfo): SurveyFinding[] {
  if (!reads.account_id || !writes.account_id || reads.account_id === writes.account_id) return [];
  return [
    {
      ...{ check: 'write_credentials', status: 'failed' },
      detail: `the key for writes belongs to account ${writes.account_id}, the one for reads to ${reads.account_id}`,
      fix: 'use keys of one account',
    },
  ];
}

/** A user's key has no end of its own, but goes with its user. */
export function lifetime(info: WireAccountInfo, key: WireSystemKey | undefined, now: Date): SurveyFinding {
  const check = 'key_lifetime';
  if (!info.system_key_id) {
    return {
      ...{ check, status: 'warning' },
      detail: 'this is a key of a user: it has all that user may do, and dies with the user',
      fix: 'use a system key with CONNECTOR MANAGE, DESTINATION READ and WEBHOOK MANAGE',
    };
  }
  const endsAt = Date.parse(key?.expired_at ?? '');
  if (Number.isNaN(endsAt))
    return { check, status: key ? 'ok' : 'unknown', detail: 'no end of the system key is known' };
  const daysLeft = Math.floor((endsAt - now.getTime()) / DAY_MS);
  const soon = endsAt - now.getTime() < EXPIRES_SOON_MS;
  return {
    ...{ check, status: soon ? 'warning' : 'ok', detail: `the system key ends in ${daysLeft} d` },
    ...(soon && { fix: 'rotate the system key in Fivetran and put the new one into the configured secret' }),
  };
}
