// The IDs that Slack gives to blocks and elements whose author gave none.
import type { Random } from '../../engine/random';
import { isList, isObject } from './block-kit/check';
import type { Block } from './message';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const WITHOUT_ACTION = ['image', 'mrkdwn', 'plain_text'];

export function shortId(random: Random, length = 5): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(random.next() * ALPHABET.length)]).join('');
}

export function withIds(blocks: readonly unknown[], random: Random): Block[] {
  return blocks.filter(isObject).map((block) => {
    const named = { ...block, block_id: block['block_id'] || shortId(random) };
    const { elements, accessory, element } = block;
    return {
      ...named,
      ...(block['type'] === 'actions' && isList(elements)
        ? { elements: elements.map((one) => withActionId(one, random)) }
        : {}),
      ...(accessory === undefined ? {} : { accessory: withActionId(accessory, random) }),
      ...(element === undefined ? {} : { element: withActionId(element, random) }),
    };
  });
}

function withActionId(element: unknown, random: Random): unknown {
  if (!isObject(element) || WITHOUT_ACTION.includes(String(element['type']))) return element;
  return { ...element, action_id: element['action_id'] || shortId(random) };
}

/** An element that can be acted upon, with the block it stands in. */
export interface Placed {
  readonly block: Block;
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: Block;
}

/** Every interactive element of these blocks, in order. */
export function elementsIn(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) => {
    const { elements, accessory, element } = block;
    const all = [...(isList(elements) ? elements : []), accessory, element];
    return all.filter(isObject).flatMap((one) => {
      const { action_id: actionId, type } = one;
      if (typeof actionId !== 'string' || typeof type !== 'string') return [];
      return [{ block, blockId: String(block['block_id']), actionId, type, element: one }];
    });
  });
}
