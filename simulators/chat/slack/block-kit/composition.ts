// Composition objects of Block Kit: texts, options, confirmation dialogs. Limits: docs.slack.dev/reference/block-kit.
import { anything, boolean, byType, list, object, oneOf, string, type Check } from './check';

const TEXT_MAX = 3000;
const OPTION_TEXT_MAX = 75;
const OPTION_VALUE_MAX = 150;

export const ACTION_ID = string(255, 1);
export const BLOCK_ID = string(255);
export const URL = string(3000, 1);

export const type = anything; // already told by `byType`

export const plainText = (max = TEXT_MAX): Check =>
  byType({
    plain_text: object({ required: { type, text: string(max, 1) }, optional: { emoji: boolean } }),
  });

export const anyText = (max = TEXT_MAX): Check =>
  byType({
    plain_text: object({ required: { type, text: string(max, 1) }, optional: { emoji: boolean } }),
    mrkdwn: object({ required: { type, text: string(max, 1) }, optional: { verbatim: boolean } }),
  });

export const confirm: Check = object({
  required: {
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
  },
  optional: { style: oneOf('primary', 'danger') },
});

const optionWith = (text: Check): Check =>
  object({
    required: { text, value: string(OPTION_VALUE_MAX, 1) },
    optional: { description: anyText(OPTION_TEXT_MAX), url: URL },
  });

/** Options of menus hold plain text; those of checkboxes and radio buttons may be marked up. */
export const option = optionWith(plainText(OPTION_TEXT_MAX));
export const markedOption = optionWith(anyText(OPTION_TEXT_MAX));

export const optionGroup: Check = object({
  required: { label: plainText(75), options: list(option, 100) },
});
