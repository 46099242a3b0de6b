// What each person has chosen in a message's menus without having pressed anything yet.
import type { Message } from './message';
import { initialState } from './element-state';
import type { StateValues } from './views';

export class MessageStates {
  private readonly chosen = new Map<string, StateValues>();

  reset(): void {
    this.chosen.clear();
  }

  of(message: Message, user: string): StateValues {
    const values = initialState(message.blocks);
    for (const [blockId, actions] of Object.entries(this.chosen.get(keyOf(message, user)) ?? {}))
      if (values[blockId] !== undefined) Object.assign(values[blockId], actions);
    return values;
  }

  set(message: Message, user: string, blockId: string, actionId: string, state: unknown): void {
    const key = keyOf(message, user);
    const values = this.chosen.get(key) ?? {};
    (values[blockId] ??= {})[actionId] = state;
    this.chosen.set(key, values);
  }
}

function keyOf({ channel, ts }: Message, user: string): string {
  return `${channel}/${ts}/${user}`;
}
