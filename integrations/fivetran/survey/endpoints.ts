// Which of Fivetran's newer endpoints this account has: a diagnosis is better with them and goes on without.
import { z } from 'zod';
import type { FivetranAccount } from '../../../domain/account';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { connectionPath, type FivetranApi } from '../api';
import { unknown } from '../../http/probe';
import { probe } from './probe';

const OPTIONAL = [
  { check: 'errors', path: '/errors', without: 'reasons of failures come with webhooks only' },
  { check: 'sync_history', path: '/sync-history', without: 'rows moved cannot be proven by the API' },
  { check: 'warnings', path: '/warnings', without: 'which tables need a re-sync is not known' },
] as const;

/** Probed on one connection; `undefined` when there is none to ask. */
export async function endpoints(
  config: FivetranAccount,
  api: FivetranApi,
  connectionId: string | undefined,
): Promise<SurveyFinding[]> {
  if (connectionId === undefined) {
    return OPTIONAL.map(({ check }) => ({
      check,
      status: 'unknown',
      detail: 'there is no connection to ask about',
    }));
  }
  return Promise.all(
    OPTIONAL.map(async ({ check, path, without }): Promise<SurveyFinding> => {
      const read = await probe(api, connectionPath(connectionId, path), z.unknown());
      if (read.ok) return { check, status: 'ok', detail: 'offered' };
      const { httpStatus } = read.error;
      if (httpStatus === undefined || httpStatus >= 500 || httpStatus === 429)
        return unknown(check, read.error);
      const detail = `not offered (${httpStatus}): ${without}`;
      if (check !== 'sync_history' || config.platformLog) return { check, status: 'ok', detail };
      return {
        ...{ check, status: 'warning', detail },
        fix: 'configure platformLog (the Fivetran Platform Connector in a PostgreSQL destination)',
      };
    }),
  );
}
