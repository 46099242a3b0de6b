// Block Kit as the API judges it: blocks of a message, a view, and how long all of it may be together.
import { messageBlocks } from './blocks';
import { isObject, type Check, type Finding } from './check';
import { view } from './view';

/**
 * Texts of one message's blocks together; longer ones are refused as `msg_blocks_too_long`. Slack does not document the
 * figure: 12,000 with a buffer that was measured to end near 13,200 (slackapi/bolt-js issue 2509).
 */
const MESSAGE_TEXT_MAX = 13_200;

/** Slack: a view may not be larger than 250 kB. */
export const VIEW_BYTES_MAX = 250_000;

export function findingsInBlocks(blocks: unknown): string[] {
  return findings(messageBlocks, blocks, '/blocks');
}

export function findingsInView(value: unknown): string[] {
  return findings(view, value, '/view');
}

export function blocksTooLong(blocks: unknown): boolean {
  return textLength(blocks) > MESSAGE_TEXT_MAX;
}

function findings(check: Check, value: unknown, pointer: string): string[] {
  const found: Finding[] = [];
  check(value, pointer, found);
  return found.map((one) => `${one.message} [json-pointer:${one.pointer}]`);
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, held]) =>
      sum + (name === 'text' && typeof held === 'string' ? held.length : textLength(held)),
    0,
  );
}
