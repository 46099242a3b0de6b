// From templates to the steps of one incident.
import type { SyncSchedule } from '../connection-state';
import { isProviderStep, type Step, type StepKind, type StepParams } from '../step';
import type { Timings } from '../plan';
import type { StepTemplate } from './playbook';

export interface ExpandContext {
  /** Prefix of step IDs. */
  id: string;
  connection: { id: string; name: string; service: string; destination: string };
  url: string | null;
  active: boolean;
  schedule: SyncSchedule['kind'] | null;
  retryAt: string | undefined;
  timings: Pick<Timings, 'retryBackoffMs'>;
  /** Kinds that policy forbids here: they are left out. */
  never: StepKind[];
}

export function expand(templates: StepTemplate[], context: ExpandContext): Step[] {
  return templates
    .filter((template) => wanted(template, context))
    .map((template, index) => ({
      id: `${context.id}-s${index + 1}`,
      kind: template.kind,
      target: context.connection.id,
      params: paramsOf(template, context),
      status: 'planned',
      attempts: 0,
      startedAt: null,
      endedAt: null,
      outcome: null,
      ...(template.undo === undefined ? {} : { undo: template.undo }),
    }));
}

function wanted(template: StepTemplate, context: ExpandContext): boolean {
  if (isProviderStep(template.kind) && context.never.includes(template.kind)) return false;
  if (template.onlyIf === 'inactive') return !context.active;
  if (template.onlyIf === 'manual_schedule') return context.schedule === 'manual';
  return true;
}

function paramsOf(template: StepTemplate, context: ExpandContext): StepParams {
  switch (template.kind) {
    case 'wait': {
      if (template.untilRetryAt && context.retryAt !== undefined) return { until: context.retryAt };
      return { forMs: typeof template.for === 'number' ? template.for : context.timings.retryBackoffMs };
    }
    case 'handoff':
      return {
        instruction: fill(template.instruction ?? 'Look at the connection and repair it.', context),
        ...(context.url === null ? {} : { url: context.url }),
      };
    default:
      return {};
  }
}

function fill(text: string, { connection }: ExpandContext): string {
  return text
    .replaceAll('{connection}', connection.name)
    .replaceAll('{service}', connection.service)
    .replaceAll('{destination}', connection.destination);
}
