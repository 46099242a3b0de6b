// From templates to the steps of one incident.
import type { SyncSchedule } from '../connection-state';
import type { Step, StepParams } from '../step';
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
}

/** The steps that apply here, numbered in order. */
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

/** Does the template's condition hold for this connection? */
export function wanted(
  { onlyIf }: StepTemplate,
  { active, schedule }: Pick<ExpandContext, 'active' | 'schedule'>,
): boolean {
  if (onlyIf === 'inactive') return !active;
  if (onlyIf === 'manual_schedule') return schedule === 'manual';
  return true;
}

function paramsOf(template: StepTemplate, context: ExpandContext): StepParams {
  switch (template.kind) {
    case 'wait': {
      if (template.untilRetryAt && context.retryAt !== undefined) return { until: context.retryAt };
      return { forMs: waitMs(template.for, context.timings.retryBackoffMs) };
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

function waitMs(wait: StepTemplate['for'], retryBackoffMs: number): number {
  if (typeof wait === 'number') return wait;
  return typeof wait === 'object' ? wait.retryBackoffs * retryBackoffMs : retryBackoffMs;
}

/** One pass, so that a connection named `{service}` is not filled again. */
function fill(text: string, { connection, url }: ExpandContext): string {
  const values: Record<string, string> = {
    '{connection}': connection.name,
    '{service}': connection.service,
    '{destination}': connection.destination,
    '{console}': url ?? "the provider's console",
  };
  return text.replace(/\{[a-z]{1,20}\}/g, (name) => values[name] ?? name);
}
