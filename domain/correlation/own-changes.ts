// What Penstock itself changed on the connection lately: the first thing to ask when something breaks.
import type { ProviderStepKind } from '../step';
import { STEP_TRAITS } from '../step-traits';
import type { Observation } from './observation';

export interface OwnChange {
  kind: ProviderStepKind;
  incidentId: string;
  at: string;
}

const SHOWN_MAX = 2;

/** Pure. Newest first; starting or stopping a sync is no change of how the connection works. */
export function observeOwnChanges(changes: OwnChange[]): Observation[] {
  return changes
    .filter(({ kind }) => CHANGES.has(kind) && kind in STEP_TRAITS)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, SHOWN_MAX)
    .map(({ kind, incidentId, at }) => ({
      kind: 'correlation',
      at,
      text: `Penstock changed this connection at ${at}: ${kind.replaceAll('_', ' ')} (${incidentId})`,
    }));
}

const CHANGES = new Set<ProviderStepKind>([
  'select_schema',
  'set_schedule',
  'change_setting',
  'edit_state',
  'reload_schema',
  'clear',
  'resync',
]);
