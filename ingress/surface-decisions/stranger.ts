// Somebody whom a chat or ticket system proves to be theirs, and whom nobody here knows: refused kindly, and written down.
import { recordRefusal, type SurfaceAct } from './refusal';
import type { SurfaceDeps } from './deps';

const NAMES = { slack: 'Slack', teams: 'Teams', jira: 'Jira', servicenow: 'ServiceNow' } as const;

/** What they are told. @param userId what the system calls them @throws OpError when the store cannot be reached */
export async function refuseStranger(
  act: Omit<SurfaceAct, 'actor'>,
  userId: string,
  deps: Pick<SurfaceDeps, 'auditLog' | 'now'>,
): Promise<string> {
  const { surface } = act;
  const why = `nobody in config/people.yaml has this ${NAMES[surface]} identity`;
  await recordRefusal({ ...act, actor: `${surface}:${userId}` }, why, deps);
  return `I do not know you yet. Ask an administrator to add \`identities: { ${surface}: ${userId} }\` to your entry in config/people.yaml.`;
}
