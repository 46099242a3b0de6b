// What the application may do, which is what its user may. Reading is tried; trying to write would change something.
import type { AirbyteAccount } from '../../../domain/account';
import type { SurveyFinding } from '../../../domain/sweep/survey';
import { unknown, type Probe } from '../../http/probe';

/** @param lists what was asked for, by name */
export function mayRead(
  { workspaceIds }: AirbyteAccount,
  visible: readonly string[],
  lists: Record<string, Probe<{ data: unknown[] }>>,
): SurveyFinding {
  const check = 'permissions';
  const refused = Object.entries(lists).filter(
    ([, list]) => !list.ok && list.error.code === 'provider.forbidden',
  );
  if (refused.length > 0) {
    return {
      ...{ check, status: 'failed' },
      detail: `the application may not list ${refused.map(([what]) => what).join(', ')} (403)`,
      fix: 'give its user WORKSPACE_READER at least, in every workspace to be watched',
    };
  }
  for (const list of Object.values(lists)) if (!list.ok) return unknown(check, list.error);
  const unseen = workspaceIds.filter((id) => !visible.includes(id));
  if (unseen.length > 0) {
    return {
      ...{ check, status: 'failed' },
      detail: `workspaceIds names what the application does not see: ${unseen.slice(0, 5).join(', ')}`,
      fix: 'correct workspaceIds in config/accounts.yaml, or give its user a role there',
    };
  }
  if (visible.length === 0) {
    return {
      ...{ check, status: 'warning', detail: 'the application sees no workspace' },
      fix: 'give its user a role in the workspaces to be watched',
    };
  }
  const { connections } = lists;
  const none = connections?.ok && connections.data.data.length === 0 ? ', and no connection in them' : '';
  return {
    check,
    status: 'ok',
    detail: `the application sees ${visible.length} ${visible.length === 1 ? 'workspace' : 'workspaces'}${none}`,
  };
}

export function mayWrite({ access }: AirbyteAccount): SurveyFinding {
  const check = 'write_permissions';
  if (access === 'read_only')
    return { check, status: 'ok', detail: 'the account is configured read-only: nothing is written' };
  return {
    ...{ check, status: 'unknown' },
    detail: 'what the application may write cannot be told without writing',
    fix: 'make sure that its user has WORKSPACE_EDITOR (WORKSPACE_RUNNER is enough to sync and cancel only)',
  };
}
