// A modal sent off, and what the app's answer does to it: errors, another view, or the end.
import { BadControl } from '../../engine/control-body';
import type { closeSpec, Submit } from './act-specs';
import { dispatch, outcomesOf, personIn, type Outcome } from './acts';
import { isObject } from './block-kit/check';
import { openView } from './click';
import type { Delivery } from './deliveries';
import { filledIn } from './fill-in';
import { viewClosed, viewSubmission } from './payloads';
import { Refusal } from './refusal';
import type { View } from './views';
import type { Workspace } from './workspace';
import type { z } from 'zod';

export interface Submitted extends Outcome {
  /** What the person sees now: the modal gone, or why not. */
  readonly view: 'closed' | 'errors' | 'updated' | 'pushed' | 'unchanged';
}

/** @throws BadControl where nobody could submit so */
export async function submit(workspace: Workspace, act: Submit): Promise<Submitted> {
  const person = personIn(workspace, act.user);
  const before = openView(workspace, act.viewId, act.user);
  const view = workspace.views.note(before, { values: filledIn(before, act.values), errors: {} });
  const made = () => {
    const triggerId = workspace.triggers.issue({ user: act.user, viewId: view.id });
    return { type: 'interactive', payload: viewSubmission(person, view, triggerId) } as const;
  };
  const deliveries = await dispatch(workspace, made, act);
  const [first] = deliveries;
  const shown = first === undefined ? 'unchanged' : follow(workspace, view, first);
  return { ...outcomesOf(deliveries), view: shown };
}

/** The person's Cancel or X. The app hears of it only where the view asks for that. */
export async function close(workspace: Workspace, act: z.infer<typeof closeSpec>): Promise<Outcome | null> {
  const person = personIn(workspace, act.user);
  const view = openView(workspace, act.viewId, act.user);
  const whole = view.given['clear_on_close'] === true;
  workspace.views.close(view, whole);
  if (view.given['notify_on_close'] !== true) return null;
  const made = () => ({ type: 'interactive', payload: viewClosed(person, view, whole) }) as const;
  return outcomesOf(await dispatch(workspace, made, act));
}

/** An answer that Slack does not understand leaves the modal open: "We had some trouble connecting." */
function follow(workspace: Workspace, view: View, { answer, failure }: Delivery): Submitted['view'] {
  if (failure !== null) return 'unchanged';
  if (answer === '') return closed(workspace, view, false);
  if (!isObject(answer)) return 'unchanged';
  try {
    switch (answer['response_action']) {
      case undefined:
        return Object.keys(answer).length === 0 ? closed(workspace, view, false) : 'unchanged';
      case 'clear':
        return closed(workspace, view, true);
      case 'errors':
        workspace.views.note(view, { errors: errorsIn(view, answer['errors']) });
        return 'errors';
      case 'update':
        workspace.views.update(view, answer['view']);
        return 'updated';
      case 'push':
        workspace.views.push(view.id, answer['view']);
        return 'pushed';
      default:
        return 'unchanged';
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const said = [error.word, ...error.findings].join('; ');
    throw new BadControl(422, `the app's answer to the submission is not one that Slack takes: ${said}`);
  }
}

function closed(workspace: Workspace, view: View, whole: boolean): 'closed' {
  workspace.views.close(view, whole);
  return 'closed';
}

/** Errors stand under input blocks, by block ID; anything else Slack refuses. */
function errorsIn(view: View, errors: unknown): Record<string, string> {
  const inputs = view.blocks.filter((block) => block['type'] === 'input').map((block) => block['block_id']);
  if (!isObject(errors) || Object.keys(errors).length === 0)
    throw new Refusal('invalid_arguments', ['missing required field: errors']);
  for (const [blockId, text] of Object.entries(errors))
    if (!inputs.includes(blockId) || typeof text !== 'string')
      throw new Refusal('invalid_arguments', [`no input block to show an error under: ${blockId}`]);
  return Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId, String(text)]));
}
