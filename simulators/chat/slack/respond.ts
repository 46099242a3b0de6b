// Messages that come as answers: to a command at once, or later by its response URL.
import { Arguments } from './arguments';
import { NO_TEXT, saidIn } from './content';
import { Refusal } from './refusal';
import type { ResponsePlace } from './response-urls';
import { BOT_USER } from './team';
import type { Workspace } from './workspace';

/**
 * Says it where the act was: in place of the original, to all, or to the person alone.
 * @throws Refusal
 */
export function respond(
  workspace: Workspace,
  place: ResponsePlace,
  answer: Readonly<Record<string, unknown>>,
): void {
  const args = Arguments.from(answer);
  const { book, world } = workspace;
  const original = place.messageTs === undefined ? undefined : book.find(place.channel, place.messageTs);
  if (args.flag('delete_original')) {
    if (original === undefined) throw new Refusal('message_not_found');
    return book.remove(original);
  }
  const said = saidIn(args, world.random, 'post');
  if (args.flag('replace_original') && original !== undefined) {
    const instead = said.blocks === undefined ? { blocks: [] } : {};
    return void book.change(original, { ...said, ...instead }, said.blocks === undefined);
  }
  const { text = NO_TEXT, blocks = [], attachments = [], metadata = null } = said;
  const thread_ts = args.text('thread_ts');
  book.add({
    ...{ channel: place.channel, user: BOT_USER, text, blocks, attachments, metadata },
    ...(args.text('response_type') === 'in_channel' ? {} : { onlyFor: place.user }),
    ...(thread_ts === undefined ? {} : { thread_ts }),
  });
}
