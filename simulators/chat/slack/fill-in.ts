// A modal filled in: what the client itself would not let pass never reaches the app.
import { BadControl } from '../../engine/control-body';
import type { Submit } from './act-specs';
import { isObject } from './block-kit/check';
import { initialState, stateOf, type Input } from './element-state';
import { elementsIn, type Placed } from './generated-ids';
import type { StateValues, View } from './views';

type Given = Submit['values'];

/** @throws BadControl 400 for what is not in the modal, 422 for what its client would not send */
export function filledIn(view: View, given: Given): StateValues {
  const values = initialState(view.blocks);
  const placed = elementsIn(view.blocks);
  refuseUnknown(placed, given);
  for (const one of placed) {
    const input = inputFor(one, given);
    if (input !== undefined) (values[one.blockId] ??= {})[one.actionId] = setTo(one, input);
    requireFilled(one, values[one.blockId]?.[one.actionId]);
  }
  return values;
}

function inputFor({ blockId, actionId }: Placed, given: Given): Input | undefined {
  const inBlock = given[blockId];
  // `values` has no other shapes: a record under a block ID holds inputs by action ID.
  if (isObject(inBlock) && actionId in inBlock) return inBlock[actionId] as Input;
  return given[actionId];
}

function setTo(placed: Placed, input: Input): Record<string, unknown> {
  try {
    return stateOf(placed, input);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadControl(400, `${placed.actionId}: ${why}`);
  }
}

function refuseUnknown(placed: readonly Placed[], given: Given): void {
  const known = placed.flatMap(({ blockId, actionId }) => [blockId, actionId]);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new BadControl(
      400,
      `not in the modal: ${unknown.join(', ')}; it has ${known.join(', ') || 'no input'}`,
    );
}

function requireFilled({ block, actionId, element }: Placed, state: unknown): void {
  if (block['type'] !== 'input' || !isObject(state)) return;
  const [, held] = Object.entries(state).find(([name]) => name !== 'type') ?? [];
  const empty =
    held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (empty && block['optional'] !== true)
    throw new BadControl(422, `${actionId} is empty, and Slack's client sends no modal without it`);
  if (typeof held !== 'string' || empty) return;
  const [min, max] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3000)];
  if (held.length < min || held.length > max)
    throw new BadControl(422, `${actionId} takes ${min} to ${max} characters, not ${held.length}`);
}
