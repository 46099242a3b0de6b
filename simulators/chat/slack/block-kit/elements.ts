// Block Kit's elements, and which of them may stand where. Limits: docs.slack.dev/reference/block-kit/block-elements.
import {
  anything,
  boolean,
  both,
  byType,
  integer,
  isObject,
  list,
  object,
  oneOf,
  string,
  type Check,
} from './check';
import {
  ACTION_ID,
  URL,
  anyText,
  confirm,
  markedOption,
  option,
  optionGroup,
  plainText,
  type,
} from './composition';

const placeholder = plainText(150);
const focus_on_load = boolean;
const action_id = ACTION_ID;

const eitherOptions: Check = (value, pointer, found) => {
  if (isObject(value) && (value['options'] === undefined) === (value['option_groups'] === undefined))
    found.push({ pointer, message: 'must define either `options` or `option_groups`' });
};

const menu = (own: Record<string, Check>): Check =>
  object({ required: { type }, optional: { action_id, placeholder, confirm, focus_on_load, ...own } });

const staticMenu = (own: Record<string, Check>): Check =>
  both(eitherOptions, menu({ options: list(option, 100), option_groups: list(optionGroup, 100), ...own }));

const choice = (own: Record<string, Check>): Check =>
  object({
    required: { type, options: list(markedOption, 10) },
    optional: { action_id, confirm, focus_on_load, ...own },
  });

const field = (own: Record<string, Check>): Check =>
  object({
    required: { type },
    optional: { action_id, placeholder, focus_on_load, dispatch_action_config: anything, ...own },
  });

const button: Check = object({
  required: { type, text: plainText(75) },
  optional: {
    action_id,
    url: URL,
    value: string(2000),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: string(75),
  },
});

export const image: Check = object({
  required: { type, alt_text: string(2000, 1) },
  optional: { image_url: URL, slack_file: anything },
});

const MENUS: Record<string, Check> = {
  static_select: staticMenu({ initial_option: option }),
  multi_static_select: staticMenu({ initial_options: list(option, 100), max_selected_items: integer }),
  users_select: menu({ initial_user: string(255) }),
  multi_users_select: menu({ initial_users: list(string(255), 100), max_selected_items: integer }),
  channels_select: menu({ initial_channel: string(255), response_url_enabled: boolean }),
  conversations_select: menu({
    initial_conversation: string(255),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: anything,
  }),
  external_select: menu({ initial_option: option, min_query_length: integer }),
};

const PICKERS: Record<string, Check> = {
  datepicker: menu({ initial_date: string(10) }),
  timepicker: menu({ initial_time: string(5), timezone: string(100) }),
  datetimepicker: object({
    required: { type },
    optional: { action_id, initial_date_time: integer, confirm, focus_on_load },
  }),
  checkboxes: choice({ initial_options: list(markedOption, 10) }),
  radio_buttons: choice({ initial_option: markedOption }),
};

const FIELDS: Record<string, Check> = {
  plain_text_input: field({
    initial_value: string(3000),
    multiline: boolean,
    min_length: integer,
    max_length: integer,
  }),
  email_text_input: field({ initial_value: string(3000) }),
  url_text_input: field({ initial_value: string(3000) }),
  number_input: field({
    initial_value: string(100),
    is_decimal_allowed: boolean,
    min_value: string(100),
    max_value: string(100),
  }),
};

const overflow: Check = object({
  required: { type, options: list(option, 5) },
  optional: { action_id, confirm },
});

export const accessory = byType({ button, image, overflow, ...MENUS, ...PICKERS });
export const actionElement = byType({ button, overflow, ...MENUS, ...PICKERS });
export const inputElement = byType({ ...FIELDS, ...MENUS, ...PICKERS });
export const contextElement: Check = (value, pointer, found) =>
  isObject(value) && value['type'] === 'image'
    ? image(value, pointer, found)
    : anyText()(value, pointer, found);
