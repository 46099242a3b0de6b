// Whether Airbyte's config API answers what sweeps and diagnoses ask of it.
import { z } from 'zod';
import type { AirbyteAccount } from '../../../domain/account';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { probing } from '../../http/probe';
import type { AirbyteApi } from '../api';

const check = 'config_api';
const WITHOUT = 'no reasons of failures, no schema changes, no actions on single streams';

/** Two reads of one row each. Never throws. */
export async function configApi(
  { configApiUrl }: AirbyteAccount,
  api: AirbyteApi,
  workspaceId: string | undefined,
): Promise<SurveyFinding> {
  if (configApiUrl === undefined) {
    return {
      ...{ check, status: 'warning', detail: `not configured: ${WITHOUT}` },
      fix: 'set configApiUrl (Cloud: https://cloud.airbyte.com/api/v1, self-managed: …/api/v1)',
    };
  }
  if (workspaceId === undefined)
    return { check, status: 'unknown', detail: 'there is no workspace to ask about' };
  const jobs = { workspaceIds: [workspaceId], configTypes: ['sync'], pagination: { pageSize: 1 } };
  const asked = [
    await probing(() => api.config.read('/jobs/list_for_workspaces', jobs, z.object({}), 'sweep')),
    await probing(() =>
      api.config.read('/web_backend/connections/list', { workspaceId, pageSize: 1 }, z.object({}), 'sweep'),
    ),
  ];
  const fault = asked.find((one) => !one.ok);
  if (!fault || fault.ok) return { check, status: 'ok', detail: `${configApiUrl} answers` };
  if (fault.error.code === 'provider.rate_limited')
    return { check, status: 'unknown', detail: fault.error.message };
  return {
    ...{ check, status: 'failed', detail: `${fault.error.message}: ${WITHOUT}` },
    fix: 'check configApiUrl in config/accounts.yaml, or leave it out to go without',
  };
}
