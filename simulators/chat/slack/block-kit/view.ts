// What a view given to `views.open`, `views.push` or `views.update` must look like. Limits: docs.slack.dev/reference/views.
import { boolean, byType, isObject, object, string, type Check } from './check';
import { viewBlocks } from './blocks';
import { plainText, type } from './composition';

const WORD_MAX = 24;

const common: Record<string, Check> = {
  private_metadata: string(3000),
  callback_id: string(255),
  external_id: string(255),
};

const modal: Check = object({
  required: { type, title: plainText(WORD_MAX), blocks: viewBlocks },
  optional: {
    ...common,
    submit: plainText(WORD_MAX),
    close: plainText(WORD_MAX),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
});

const home: Check = object({ required: { type, blocks: viewBlocks }, optional: common });

/** A modal that asks for something needs a button to send it by. */
const submitWhereInput: Check = (value, pointer, found) => {
  if (!isObject(value) || value['type'] !== 'modal' || !Array.isArray(value['blocks'])) return;
  const asks = value['blocks'].some((block: unknown) => isObject(block) && block['type'] === 'input');
  if (asks && value['submit'] === undefined)
    found.push({ pointer, message: 'missing required field: submit' });
};

export const view: Check = (value, pointer, found) => {
  byType({ modal, home })(value, pointer, found);
  submitWhereInput(value, pointer, found);
};
