// Fivetran's rate headers: how much is left of the hour, and which plan the number gives away.
import type { SurveyFinding } from '../../../domain/sweep/survey';

/** Requests an hour of a trial; paid plans have 20,000 (docs: rate limiting). */
const TRIAL_QUOTA = 500;
const LOW_SHARE = 0.2;

/** @param headers names in lower case */
export function quota(headers: Record<string, string> | undefined): SurveyFinding {
  const check = 'limits';
  const limit = count(headers?.['x-rate-limit']);
  const remaining = count(headers?.['x-rate-limit-remaining']);
  if (limit === null)
    return { check, status: 'unknown', detail: 'the answer tells no quota (X-Rate-Limit is missing)' };
  const plan = limit <= TRIAL_QUOTA ? 'as on a trial' : 'as on a paid plan';
  const detail = `${remaining ?? 'an unknown number'} of ${limit} calls an hour are left (${plan})`;
  if (remaining !== null && remaining < limit * LOW_SHARE) {
    return {
      ...{ check, status: 'warning', detail },
      fix: 'see what else uses this account (other tools, keys); sweep less often (sweep.every)',
    };
  }
  return { check, status: 'ok', detail };
}

function count(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : null;
}
