// What the keys may do. Reading is tried; writing is read from a system key's own list, because trying would change something.
import type { FivetranAccount } from '../../../domain/account';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import type { WireSystemKey } from '../wire-account.schema';
import { unknown, type Probe } from '../../http/probe';

const NEEDED = 'CONNECTOR MANAGE (for all groups, or those to be tended)';

export function mayRead(list: Probe<{ items: unknown[] }>): SurveyFinding {
  const check = 'permissions';
  if (list.ok) {
    const none = list.data.items.length === 0;
    return {
      ...{ check, status: none ? 'warning' : 'ok' },
      detail: none ? 'the key may list connections, and sees none' : 'the key may list connections',
      ...(none && { fix: 'check which groups the key may see' }),
    };
  }
  if (list.error.code !== 'provider.forbidden') return unknown(check, list.error);
  return {
    ...{ check, status: 'failed', detail: list.error.message },
    fix: 'give the key CONNECTOR READ at least, or its user the role Destination Reviewer',
  };
}

/** @param key permissions of the key that writes; `undefined` for a user's key or when it may not be read */
export function mayWrite(config: FivetranAccount, key: WireSystemKey | undefined): SurveyFinding {
  const check = 'write_permissions';
  const levels = (key?.permissions ?? []).filter((one) => one.resource_type?.toUpperCase() === 'CONNECTOR');
  const manages = levels.find((one) => one.access_level?.toUpperCase() === 'MANAGE');
  if (config.access === 'read_only') {
    return manages
      ? {
          ...{ check, status: 'warning', detail: 'the account is read-only here, and its key may write' },
          fix: 'use a key with CONNECTOR READ',
        }
      : { check, status: 'ok', detail: 'the account is configured read-only: nothing is written' };
  }
  if (!key?.permissions) {
    return {
      ...{ check, status: 'unknown' },
      detail: 'what this key may write cannot be told without writing',
      fix: `make sure that the key has ${NEEDED}, or its user the role Account Administrator or Destination Administrator`,
    };
  }
  if (!manages) {
    return {
      ...{ check, status: 'failed' },
      detail: `the key has CONNECTOR ${levels[0]?.access_level ?? 'NONE'}: every action will be refused`,
      fix: `give it ${NEEDED}, or set access: read_only`,
    };
  }
  const filter = manages.resource_filter;
  const some = (filter?.ids?.length ?? 0) + (filter?.group_ids?.length ?? 0);
  return {
    ...{ check, status: 'ok' },
    detail:
      some > 0
        ? `the key may manage connections of ${some} groups or IDs`
        : 'the key may manage all connections',
  };
}
