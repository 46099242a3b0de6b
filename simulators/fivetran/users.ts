// The account's users: the one behind the API key, and those clients invite.
import { z } from 'zod';

export const SIM_USER = 'sim_user';

export const userBody = z.object({
  email: z.email({ error: 'is required' }),
  given_name: z.string().default(''),
  family_name: z.string().default(''),
  phone: z.string().nullable().default(null),
  picture: z.string().nullable().default(null),
  role: z.string().nullable().default(null),
});
/** Without defaults: what is left out stays. */
export const userPatch = z.object({
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  phone: z.string().nullable().optional(),
  picture: z.string().nullable().optional(),
  role: z.string().nullable().optional(),
});

export type User = z.infer<typeof userBody> & { readonly id: string; readonly createdAt: string };

const OWNER: User = {
  id: SIM_USER,
  email: 'owner@sim.example',
  given_name: 'Sim',
  family_name: 'Owner',
  phone: null,
  picture: null,
  role: 'Account Administrator',
  createdAt: '2026-01-01T00:00:00.000000Z',
};

export class Users {
  private readonly byId = new Map<string, User>([[OWNER.id, OWNER]]);

  all(): User[] {
    return [...this.byId.values()];
  }

  get(id: string): User | undefined {
    return this.byId.get(id);
  }

  set(user: User): void {
    this.byId.set(user.id, user);
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  clear(): void {
    this.byId.clear();
    this.set(OWNER);
  }
}

export function userView({ createdAt, ...user }: User) {
  const owner = user.id === SIM_USER;
  return {
    ...user,
    role: user.role ?? 'Account Reviewer',
    phone: user.phone ?? '',
    picture: user.picture ?? '',
    verified: owner,
    invited: !owner,
    active: true,
    logged_in_at: createdAt,
    created_at: createdAt,
  };
}
