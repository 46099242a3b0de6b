// Block Kit's blocks, in messages and in views. Limits: docs.slack.dev/reference/block-kit/blocks.
import { anything, boolean, both, byType, isObject, list, object, string, type Check } from './check';
import { BLOCK_ID, URL, anyText, plainText, type } from './composition';
import { accessory, actionElement, contextElement, inputElement } from './elements';

export const MESSAGE_BLOCKS_MAX = 50;
export const VIEW_BLOCKS_MAX = 100;

const block_id = BLOCK_ID;

const saysSomething: Check = (value, pointer, found) => {
  if (isObject(value) && value['text'] === undefined && value['fields'] === undefined)
    found.push({ pointer, message: 'must define either `text` or `fields`' });
};

const COMMON: Record<string, Check> = {
  header: object({ required: { type, text: plainText(150) }, optional: { block_id } }),
  divider: object({ required: { type }, optional: { block_id } }),
  section: both(
    saysSomething,
    object({
      required: { type },
      optional: {
        block_id,
        text: anyText(3000),
        fields: list(anyText(2000), 10),
        accessory,
        expand: boolean,
      },
    }),
  ),
  actions: object({
    required: { type, elements: list(actionElement, 25) },
    optional: { block_id },
  }),
  context: object({ required: { type, elements: list(contextElement, 10) }, optional: { block_id } }),
  image: object({
    required: { type, alt_text: string(2000, 1) },
    optional: { block_id, image_url: URL, slack_file: anything, title: plainText(2000) },
  }),
  input: object({
    required: { type, label: plainText(2000), element: inputElement },
    optional: { block_id, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  }),
  rich_text: object({ required: { type, elements: list(anything, 100) }, optional: { block_id } }),
};

const messageBlock = byType({
  ...COMMON,
  markdown: object({ required: { type, text: string(12_000, 1) }, optional: { block_id } }),
});
const viewBlock = byType(COMMON);

/** Each block has its own `block_id`, and within a block each element its own `action_id`. */
const distinctIds: Check = (value, pointer, found) => {
  if (!Array.isArray(value)) return;
  const blockIds = new Set<string>();
  value.forEach((block, at) => {
    if (!isObject(block)) return;
    refuseRepeated(block, 'block_id', blockIds, `${pointer}/${at}`, found);
    const actionIds = new Set<string>();
    const { elements } = block;
    if (Array.isArray(elements))
      elements.forEach((element, index) => {
        const where = `${pointer}/${at}/elements/${index}`;
        if (isObject(element)) refuseRepeated(element, 'action_id', actionIds, where, found);
      });
  });
};

function refuseRepeated(
  held: Record<string, unknown>,
  name: string,
  seen: Set<string>,
  pointer: string,
  found: { pointer: string; message: string }[],
): void {
  const id = held[name];
  if (typeof id !== 'string' || id === '') return;
  if (seen.has(id))
    found.push({ pointer: `${pointer}/${name}`, message: `\`${name}\` "${id}" already exists` });
  seen.add(id);
}

export const messageBlocks: Check = both(list(messageBlock, MESSAGE_BLOCKS_MAX, 0), distinctIds);
export const viewBlocks: Check = both(list(viewBlock, VIEW_BLOCKS_MAX), distinctIds);
