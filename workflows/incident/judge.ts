// What came of a plan, written down at once: automation is earned and lost by it.
import { EFFECT_JUDGED, effectOf, type Effect } from '../../domain/modes/effect';
import type { OpenIncident } from './open-incident';

export function judge(inc: OpenIncident, verdict: Effect['verdict']): void {
  const effect = effectOf(inc.state, verdict, new Date().toISOString());
  if (effect) inc.note('system', EFFECT_JUDGED, { ...effect });
}
