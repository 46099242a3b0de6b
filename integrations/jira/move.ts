// Moves a ticket through whatever workflow its project has, and says so where that is not possible.
import { OpError } from '../../domain/op-error';
import type { JiraApi } from './api';
import { StatusSchema, TransitionsSchema } from './wire.schema';

/** A status by name, or any that counts as done. */
export type Wanted = { name: string } | { category: 'done' };

/** `null` = it stands there (now or already); else why not, in words for the ticket. @throws OpError */
export async function moveTicket(jira: JiraApi, key: string, wanted: Wanted): Promise<string | null> {
  const path = `/rest/api/3/issue/${key}`;
  const { fields } = await jira.ask('GET', path, StatusSchema, { query: { fields: 'status' } });
  if (fits(fields.status, wanted)) return null;
  const { transitions } = await jira.ask('GET', `${path}/transitions`, TransitionsSchema);
  const way = transitions.find(({ to }) => fits(to, wanted));
  const where = 'name' in wanted ? `"${wanted.name}"` : 'a status that counts as done';
  if (!way)
    return `No transition leads from "${fields.status.name}" to ${where}; please move this ticket by hand.`;
  try {
    await jira.tell('POST', `${path}/transitions`, { transition: { id: way.id } });
    return null;
  } catch (error) {
    // A screen of the workflow asks for fields that only its owners know.
    if (!(error instanceof OpError) || error.httpStatus !== 400) throw error;
    return `Jira refuses the transition "${way.name}"; please move this ticket by hand. (${error.message})`;
  }
}

function fits(status: { name: string; statusCategory: { key: string } }, wanted: Wanted): boolean {
  return 'name' in wanted
    ? status.name.toLowerCase() === wanted.name.toLowerCase()
    : status.statusCategory.key === 'done';
}
