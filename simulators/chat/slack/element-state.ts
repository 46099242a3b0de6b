// What a person sets an element to, as payloads tell it: a value, an option, a date.
import { isList, isObject } from './block-kit/check';
import { elementsIn, type Placed } from './generated-ids';
import type { Block } from './message';
import type { StateValues } from './views';

/** An input for one element: its text or an option's value, several of them, or the payload's own fields. */
export type Input = string | number | readonly string[] | Record<string, unknown> | null;

const STATELESS = ['button', 'overflow', 'image', 'workflow_button'];

/** Under which name each type of element tells what it is set to, and where it may be set from the beginning. */
const FIELDS: Record<string, readonly [name: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  overflow: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};

/** What everything is set to before anybody touches it. */
export function initialState(blocks: readonly Block[]): StateValues {
  const values: StateValues = {};
  for (const { blockId, actionId, type, element } of elementsIn(blocks)) {
    const [name, initial] = FIELDS[type] ?? ['value', 'initial_value'];
    if (STATELESS.includes(type)) continue;
    const preset = element[initial] ?? (name.endsWith('s') ? [] : null);
    (values[blockId] ??= {})[actionId] = { type, [name]: preset };
  }
  return values;
}

/**
 * An element set to `input`. Options may be told by value alone.
 * @throws Error naming an option that the element does not offer
 */
export function stateOf(placed: Placed, input: Input): Record<string, unknown> {
  const { type, element } = placed;
  if (isRecord(input)) return { type, ...input };
  const [name] = FIELDS[type] ?? ['value'];
  if (name === 'selected_option') {
    const [value] = listOf(input);
    return { type, [name]: value === undefined ? null : optionOf(element, value) };
  }
  if (name === 'selected_options')
    return { type, [name]: listOf(input).map((value) => optionOf(element, value)) };
  return { type, [name]: name.endsWith('s') ? listOf(input) : input };
}

function isRecord(input: Input): input is Record<string, unknown> {
  return isObject(input);
}

/** Inputs that are no records, as texts. */
function listOf(input: Exclude<Input, Record<string, unknown>>): string[] {
  if (input === null) return [];
  return typeof input === 'object' ? [...input] : [String(input)];
}

function optionOf(element: Block, value: string): unknown {
  const groups = isList(element['option_groups']) ? element['option_groups'] : [];
  const lists = [element, ...groups].filter(isObject).map((one) => one['options']);
  const options = lists.flatMap((one) => (isList(one) ? one : [])).filter(isObject);
  const found = options.find((option) => option['value'] === value);
  if (found !== undefined) return found;
  const offered = options.map((option) => String(option['value'])).join(', ') || 'none';
  throw new Error(`no option ${value}: it offers ${offered}`);
}
