// The people of the simulated workspace, as `users.*` shows them.
import { z } from 'zod';
import { TEAM, BOT_USER } from './team';

export const personSpec = z.strictObject({
  id: z.string().regex(/^[UW][A-Z0-9]+$/, 'a user ID begins with U or W, in capitals and digits'),
  name: z.string().min(1),
  real_name: z.string().min(1).optional(),
  email: z.email().optional(),
  /** An IANA name. */
  tz: z.string().min(1).default('Etc/UTC'),
  deleted: z.boolean().default(false),
});
export type Person = z.infer<typeof personSpec>;

const PRESENT: readonly z.input<typeof personSpec>[] = [
  { id: 'U0SIMADA', name: 'ada', real_name: 'Ada Lovelace', email: 'ada@example.com', tz: 'Europe/London' },
  { id: 'U0SIMBO', name: 'bo', real_name: 'Bo Diaz', email: 'bo@example.com', tz: 'America/New_York' },
  { id: 'U0SIMEVE', name: 'eve', real_name: 'Eve Stranger', email: 'eve@example.net' },
];

export class People {
  private readonly byId = new Map<string, Person>();

  constructor() {
    this.reset();
  }

  reset(): void {
    this.byId.clear();
    for (const person of PRESENT) this.put(personSpec.parse(person));
    this.put(personSpec.parse({ id: BOT_USER, name: 'penstock', real_name: 'Penstock' }));
  }

  put(person: Person): void {
    this.byId.set(person.id, person);
  }

  get(id: string): Person | undefined {
    return this.byId.get(id);
  }

  byEmail(email: string): Person | undefined {
    return this.list().find((person) => person.email?.toLowerCase() === email.toLowerCase());
  }

  list(): Person[] {
    return [...this.byId.values()];
  }
}

/** A user object of the Web API. */
export function userView(person: Person, nowMs: number): Record<string, unknown> {
  const { id, name, tz, deleted } = person;
  const real_name = person.real_name ?? name;
  return {
    ...{
      id,
      team_id: TEAM.id,
      name,
      deleted,
      real_name,
      tz,
      tz_label: tz,
      tz_offset: offsetSeconds(tz, nowMs),
    },
    profile: {
      ...{ real_name, real_name_normalized: real_name, display_name: name, display_name_normalized: name },
      ...(person.email === undefined ? {} : { email: person.email }),
      team: TEAM.id,
    },
    ...{ is_admin: false, is_owner: false, is_restricted: false, is_ultra_restricted: false },
    ...{ is_bot: id === BOT_USER, is_app_user: false, updated: Math.floor(nowMs / 1000) },
  };
}

function offsetSeconds(tz: string, nowMs: number): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' });
    const said = format.formatToParts(nowMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(said) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
  } catch {
    return 0;
  }
}
