// Methods that an app calls for itself, with its app-level token.
import type { Methods } from './method';
import { APP_ID } from './team';

export const APP_METHODS: Methods = {
  /** A URL for one WebSocket: docs.slack.dev/reference/methods/apps.connections.open */
  'apps.connections.open': ({ world, links }) => ({
    url: `${world.url.replace(/^http/, 'ws')}/link?ticket=${links.issueTicket()}&app_id=${APP_ID}`,
  }),
};
