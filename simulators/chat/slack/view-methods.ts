// `views.*`: modals in front of people.
import type { Arguments } from './arguments';
import type { Methods } from './method';
import { Refusal } from './refusal';
import { viewView } from './view-view';
import { soundView } from './views';

export const VIEW_METHODS: Methods = {
  'views.open': ({ triggers, views }, args) => {
    const view = viewIn(args); // a view that is refused leaves the trigger as it was
    const { user } = triggers.exchange(args.needed('trigger_id'));
    return { view: viewView(views.open(user, view)) };
  },

  'views.push': ({ triggers, views }, args) => {
    const view = viewIn(args);
    const { viewId } = triggers.exchange(args.needed('trigger_id'));
    return { view: viewView(views.push(viewId, view)) };
  },

  'views.update': ({ views }, args) => {
    const id = args.text('view_id') ?? args.text('external_id');
    if (id === undefined) throw new Refusal('invalid_arguments', ['missing required field: view_id']);
    const view = views.find(id);
    if (view === undefined) throw new Refusal('not_found');
    const hash = args.text('hash');
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
    return { view: viewView(views.update(view, viewIn(args))) };
  },
};

function viewIn(args: Arguments): unknown {
  const view = args.structure('view', 'invalid_arguments');
  if (view === undefined) throw new Refusal('invalid_arguments', ['missing required field: view']);
  return soundView(view);
}
