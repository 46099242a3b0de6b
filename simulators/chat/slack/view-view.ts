// A modal as the Web API and interaction payloads show it.
import { APP_ID, BOT_ID, TEAM } from './team';
import type { View } from './views';

export function viewView(view: View): Record<string, unknown> {
  const { given } = view;
  return {
    ...{ id: view.id, team_id: TEAM.id, type: given['type'] ?? 'modal' },
    ...{ title: given['title'] ?? null, submit: given['submit'] ?? null, close: given['close'] ?? null },
    ...{ blocks: view.blocks, private_metadata: given['private_metadata'] ?? '' },
    ...{ callback_id: given['callback_id'] ?? '', external_id: given['external_id'] ?? '' },
    ...{ state: { values: view.values }, hash: view.hash },
    ...{
      clear_on_close: given['clear_on_close'] ?? false,
      notify_on_close: given['notify_on_close'] ?? false,
    },
    ...{ root_view_id: view.root, previous_view_id: view.previous },
    ...{ app_id: APP_ID, app_installed_team_id: TEAM.id, bot_id: BOT_ID },
  };
}
