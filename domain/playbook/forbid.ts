// What is left of a playbook where policy forbids part of it.
import type { SuggestedAction } from '../failure-class';
import type { Forbidden } from '../policy/policy';
import { isProviderStep } from '../step';
import type { StepTemplate } from './playbook';

/**
 * A forbidden step becomes a hand-off in its place, so that what follows never runs without what it builds on.
 * A forbidden pause is left out: it only spares the provider. A forbidden remedy is handed off whole.
 */
export function withoutForbidden(
  templates: StepTemplate[],
  action: SuggestedAction,
  never: Forbidden[],
): StepTemplate[] {
  const changes = templates.some((template) => isProviderStep(template.kind));
  if (changes && never.includes(action)) return [handoff(action)];
  return templates.flatMap((template) => {
    if (!isForbidden(template, never)) return [template];
    if (template.kind === 'pause') return [];
    const instead = handoff(template.kind);
    return [template.onlyIf === undefined ? instead : { ...instead, onlyIf: template.onlyIf }];
  });
}

/** True when one of the steps may not be done: half an alternative is not the alternative. */
export function hasForbidden(templates: StepTemplate[], never: Forbidden[]): boolean {
  return templates.some((template) => isForbidden(template, never));
}

function isForbidden({ kind }: StepTemplate, never: Forbidden[]): boolean {
  return isProviderStep(kind) && never.includes(kind);
}

function handoff(what: string): StepTemplate {
  return {
    kind: 'handoff',
    instruction: `Policy forbids Penstock to do this: ${what.replaceAll('_', ' ')} on {connection}. Do it yourself where it is right ({console}), then hand back.`,
  };
}
