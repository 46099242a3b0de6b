// `auth.test` and `users.*`: who the app is, and who the people are.
import type { Methods } from './method';
import { pageOf } from './page';
import { userView } from './people';
import { Refusal } from './refusal';
import { BOT_ID, BOT_USER, TEAM } from './team';

export const USER_METHODS: Methods = {
  'auth.test': ({ world }) => ({
    ...{ url: `${world.url}/`, team: TEAM.name, user: 'penstock', team_id: TEAM.id },
    ...{ user_id: BOT_USER, bot_id: BOT_ID, is_enterprise_install: false },
  }),

  'api.test': () => ({}),

  'users.info': (workspace, args) => {
    const person = workspace.people.get(args.needed('user'));
    if (person === undefined) throw new Refusal('user_not_found');
    return { user: userView(person, workspace.world.clock.now()) };
  },

  'users.lookupByEmail': (workspace, args) => {
    const person = workspace.people.byEmail(args.needed('email'));
    if (person === undefined || person.deleted) throw new Refusal('users_not_found');
    return { user: userView(person, workspace.world.clock.now()) };
  },

  'users.list': (workspace, args) => {
    const { items, next } = pageOf(workspace.people.list(), args.limit(100, 1000), args.text('cursor'));
    const now = workspace.world.clock.now();
    return {
      ...{ members: items.map((person) => userView(person, now)), cache_ts: Math.floor(now / 1000) },
      response_metadata: { next_cursor: next },
    };
  },
};
