// Modals that are open before people: opened, pushed, updated, closed.
import type { Clock } from '../../engine/clock';
import type { Random } from '../../engine/random';
import { isObject } from './block-kit/check';
import { VIEW_BYTES_MAX, findingsInView } from './block-kit/validate';
import { shortId, withIds } from './generated-ids';
import type { Block } from './message';
import { Refusal } from './refusal';

const STACK_MAX = 3;

/** What a person has filled in: `values[block_id][action_id]`. */
export type StateValues = Record<string, Record<string, unknown>>;

export interface View {
  readonly id: string;
  readonly user: string;
  readonly root: string;
  readonly previous: string | null;
  readonly hash: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly blocks: readonly Block[];
  readonly values: StateValues;
  /** What the app found wrong with the last submission, by block ID. */
  readonly errors: Readonly<Record<string, string>>;
  readonly open: boolean;
}

type Stack = Pick<View, 'user' | 'root' | 'previous'>;

export class Views {
  private readonly byId = new Map<string, View>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  reset(): void {
    this.byId.clear();
  }

  /** @throws Refusal for a view that Slack would not take */
  open(user: string, given: unknown): View {
    const id = this.freshId();
    return this.keep(id, { user, root: id, previous: null }, given);
  }

  /** @throws Refusal `push_limit_reached`, `not_found` */
  push(onto: string | undefined, given: unknown): View {
    const below = onto === undefined ? undefined : this.find(onto);
    if (below === undefined) throw new Refusal('not_found');
    const stack = this.list().filter((view) => view.open && view.root === below.root);
    if (stack.length >= STACK_MAX) throw new Refusal('push_limit_reached');
    return this.keep(this.freshId(), { user: below.user, root: below.root, previous: below.id }, given);
  }

  update(view: View, given: unknown): View {
    return this.keep(view.id, view, given);
  }

  note(view: View, what: Partial<Pick<View, 'values' | 'errors'>>): View {
    const noted = { ...view, ...what };
    this.byId.set(view.id, noted);
    return noted;
  }

  /** Closes it and all that lie on it; with `whole`, the ones below too. */
  close(view: View, whole = false): void {
    const above = (one: View): boolean =>
      one.id === view.id || (one.previous !== null && above(this.byId.get(one.previous) ?? view));
    for (const one of this.list())
      if (one.root === view.root && (whole || above(one))) this.byId.set(one.id, { ...one, open: false });
  }

  /** Open ones only, by view ID or external ID. */
  find(id: string): View | undefined {
    return this.list().find((view) => view.open && (view.id === id || view.given['external_id'] === id));
  }

  list(): View[] {
    return [...this.byId.values()];
  }

  private keep(id: string, { user, root, previous }: Stack, given: unknown): View {
    const sound = soundView(given);
    const twin = typeof sound['external_id'] === 'string' ? this.find(sound['external_id']) : undefined;
    if (twin !== undefined && twin.id !== id) throw new Refusal('duplicate_external_id');
    const hash = `${Math.floor(this.clock.now() / 1000)}.${shortId(this.random, 8)}`;
    const blocks = withIds(Array.isArray(sound['blocks']) ? sound['blocks'] : [], this.random);
    const view = { id, user, root, previous, hash, given: sound, blocks, values: {}, errors: {}, open: true };
    this.byId.set(id, view);
    return view;
  }

  private freshId(): string {
    return `V0${shortId(this.random, 9).toUpperCase()}`;
  }
}

/** @throws Refusal `invalid_arguments` with what is wrong, `view_too_large` */
export function soundView(given: unknown): Record<string, unknown> {
  const findings = findingsInView(given);
  if (findings.length > 0 || !isObject(given)) throw new Refusal('invalid_arguments', findings);
  if (Buffer.byteLength(JSON.stringify(given)) > VIEW_BYTES_MAX) throw new Refusal('view_too_large');
  return given;
}
