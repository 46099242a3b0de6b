// Whose name is called when a decision is theirs: once for each plan, and again only with a reminder. Pure.
import type { Notice } from './notice';

export interface Call {
  /** IDs of people to call now. */
  people: string[];
  /** The same call has the same key. */
  key: string;
  /** What the surface remembers of it; given back the next time. */
  asked: string;
}

/** @param before what the surface remembers of the previous call; nothing at first */
export function callOf({ incident, mention, progress }: Notice, before: string | undefined): Call {
  const plan = incident.plan?.hash.slice(0, 16) ?? '';
  const [planBefore = '', names = ''] = (before ?? '').split('|');
  const already = planBefore === plan ? names.split(',').filter((name) => name !== '') : [];
  const reminder = progress.filter(({ key }) => key.startsWith(`${incident.id}/reminder/`)).at(-1);
  const people = reminder ? mention : mention.filter((person) => !already.includes(person));
  const asked = `${plan}|${[...new Set([...already, ...mention])].join(',')}`;
  return { people, asked, key: `${plan}/${people.join(',')}/${reminder?.key ?? ''}` };
}
