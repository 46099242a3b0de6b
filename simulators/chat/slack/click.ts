// A click: on an element of a message or of a modal, as the person sees it.
import { BadControl } from '../../engine/control-body';
import type { Click } from './act-specs';
import { channelIn, dispatch, outcomesOf, personIn, type Outcome } from './acts';
import { isObject } from './block-kit/check';
import { stateOf } from './element-state';
import { elementsIn, type Placed } from './generated-ids';
import type { Block, Message } from './message';
import { messageActions, viewActions } from './payloads';
import type { View } from './views';
import type { Workspace } from './workspace';

const WITHOUT_STATE = ['button', 'workflow_button'];

/** @throws BadControl where nobody could click so */
export async function click(workspace: Workspace, act: Click): Promise<Outcome> {
  const person = personIn(workspace, act.user);
  const payload = act.viewId === undefined ? inMessage(workspace, act) : inView(workspace, act, act.viewId);
  const made = () => ({ type: 'interactive', payload: payload(person) }) as const;
  return outcomesOf(await dispatch(workspace, made, act));
}

type Payload = (person: ReturnType<typeof personIn>) => Record<string, unknown>;

function inMessage(workspace: Workspace, act: Click): Payload {
  const channel = channelIn(workspace, act.channel ?? '');
  const message = workspace.book.find(channel.id, act.ts ?? '');
  if (message === undefined || (message.onlyFor ?? act.user) !== act.user)
    throw new BadControl(404, `${act.user} sees no message ${act.ts} in ${channel.id}`);
  const placed = placedIn(act, act.stale ? everSeen(message) : [message.blocks]);
  const state = stateFor(act, placed);
  const { blockId, actionId } = placed;
  if (!WITHOUT_STATE.includes(placed.type))
    workspace.messageStates.set(message, act.user, blockId, actionId, state);
  const at = { channel: channel.id, user: act.user, messageTs: message.ts };
  return (person) =>
    messageActions(
      {
        person,
        triggerId: workspace.triggers.issue({ user: act.user }),
        action: actionOf(workspace, placed, state),
      },
      {
        ...{ message, channel, values: workspace.messageStates.of(message, act.user) },
        responseUrl: `${workspace.world.url}/response/${workspace.responseUrls.issue(at)}`,
      },
    );
}

function inView(workspace: Workspace, act: Click, viewId: string): Payload {
  const view = openView(workspace, viewId, act.user);
  const placed = placedIn(act, [view.blocks]);
  const state = stateFor(act, placed);
  return (person) => {
    const triggerId = workspace.triggers.issue({ user: act.user, viewId: view.id });
    return viewActions({ person, triggerId, action: actionOf(workspace, placed, state) }, view);
  };
}

/** @throws BadControl 404 when no such modal is open, 409 when it is before somebody else */
export function openView(workspace: Workspace, viewId: string, user: string): View {
  const view = workspace.views.find(viewId);
  if (view === undefined) throw new BadControl(404, `no open view ${viewId}`);
  if (view.user !== user)
    throw new BadControl(409, `view ${viewId} is open before ${view.user}, not ${user}`);
  return view;
}

function everSeen(message: Message): (readonly Block[])[] {
  return [message.blocks, ...message.earlier.map(({ blocks }) => blocks).reverse()];
}

/** Looks through versions from the newest to the oldest. */
function placedIn(act: Click, versions: readonly (readonly Block[])[]): Placed {
  for (const blocks of versions) {
    const found = elementsIn(blocks).find(
      ({ actionId, blockId }) =>
        actionId === act.actionId && (act.blockId === undefined || blockId === act.blockId),
    );
    if (found !== undefined) return found;
  }
  const there = versions.flatMap((blocks) => elementsIn(blocks).map(({ actionId }) => actionId));
  throw new BadControl(404, `no element ${act.actionId} to click; there are: ${there.join(', ') || 'none'}`);
}

/** @throws BadControl 400 for an option that is not offered */
function stateFor(act: Click, placed: Placed): Record<string, unknown> {
  if (WITHOUT_STATE.includes(placed.type))
    return act.value === undefined
      ? {}
      : { value: isObject(act.value) ? JSON.stringify(act.value) : act.value };
  try {
    return stateOf(placed, act.selectedOption ?? act.value ?? null);
  } catch (error) {
    throw new BadControl(400, `${act.actionId}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function actionOf(
  { book }: Workspace,
  placed: Placed,
  state: Record<string, unknown>,
): Record<string, unknown> {
  const { element, actionId: action_id, blockId: block_id, type } = placed;
  const own = ['text', 'value', 'style', 'placeholder', 'url'].filter((name) => element[name] !== undefined);
  const told = Object.fromEntries(own.map((name) => [name, element[name]]));
  return { ...told, ...state, type, action_id, block_id, action_ts: book.nextTs() };
}
