// What a plan may destroy: told before it is approved.
import type { Incident } from '../../../domain/incident';
import { isProviderStep } from '../../../domain/step';
import { STEP_TRAITS } from '../../../domain/step-traits';

/** In words, each once; empty when nothing is lost. */
export function destroyedBy({ plan }: Incident): string[] {
  const kinds = (plan?.steps ?? []).map(({ kind }) => kind).filter(isProviderStep);
  return [...new Set(kinds.flatMap((kind) => STEP_TRAITS[kind].destroys ?? []))];
}
