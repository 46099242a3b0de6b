// The two dialogs of a card: why not, and what instead.
import type { ModalView } from '@slack/types';
import type { Incident } from '../../domain/incident';
import { LIMITS } from '../../domain/limits';
import { DIALOGS, FIELDS, writeValue, type CardValue } from './vocabulary';
import { cut, marked, plain } from './words';

const TEXT_MAX = 3000;
const OPTION_TEXT_MAX = 75;
const OPTIONS_MAX = 100;

export function rejectDialog({ connection }: Incident, on: CardValue): ModalView {
  return {
    ...dialog(DIALOGS.reject, 'Reject the plan', 'Reject', on),
    blocks: [
      {
        type: 'section',
        text: marked(
          `The incident of *${plain(cut(connection.name, 200))}* is closed without acting. Why?`,
          TEXT_MAX,
        ),
      },
      reasonField(false),
    ],
  };
}

export function changeDialog({ plan, connection }: Incident, on: CardValue): ModalView {
  const options = (plan?.options ?? []).slice(0, OPTIONS_MAX);
  const words = options.map((o) => `• *${plain(o.title)}*: ${plain(o.consequence)}`).join('\n');
  return {
    ...dialog(DIALOGS.change, 'Do this instead', 'Approve', on),
    blocks: [
      {
        type: 'section',
        text: marked(`What else can be done on *${plain(connection.name)}*:\n${words}`, TEXT_MAX),
      },
      {
        type: 'input',
        block_id: FIELDS.option,
        label: { type: 'plain_text', text: 'Instead of the plan' },
        element: {
          type: 'static_select',
          action_id: FIELDS.option,
          options: options.map(({ id, title }) => ({
            text: { type: 'plain_text', text: cut(title, OPTION_TEXT_MAX) },
            value: id,
          })),
        },
      },
      reasonField(true),
    ],
  };
}

function dialog(callback_id: string, title: string, submit: string, on: CardValue) {
  return {
    ...{ type: 'modal' as const, callback_id, private_metadata: writeValue(on) },
    title: { type: 'plain_text' as const, text: title },
    submit: { type: 'plain_text' as const, text: submit },
    close: { type: 'plain_text' as const, text: 'Back' },
  };
}

function reasonField(optional: boolean) {
  return {
    ...{ type: 'input' as const, block_id: FIELDS.reason, optional },
    label: { type: 'plain_text' as const, text: 'Reason' },
    element: {
      type: 'plain_text_input' as const,
      action_id: FIELDS.reason,
      multiline: true,
      max_length: LIMITS.reasonCharsMax,
    },
  };
}
