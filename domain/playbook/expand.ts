// From templates to the steps of one incident.
import type { Provider } from '../connection-ref';
import type { SyncSchedule } from '../connection-state';
import type { Step, StepParams } from '../step';
import type { Timings } from '../plan';
import { lessOften } from './less-often';
import type { StepTemplate } from './playbook';

export interface ExpandContext {
  /** Prefix of step IDs. */
  id: string;
  connection: { id: string; name: string; service: string; destination: string };
  url: string | null;
  active: boolean;
  provider: Provider;
  schedule: SyncSchedule | null;
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
  template: StepTemplate,
  { active, schedule, provider }: Pick<ExpandContext, 'active' | 'schedule' | 'provider'>,
): boolean {
  if (template.onlyIf === 'inactive') return !active;
  if (template.onlyIf === 'manual_schedule') return schedule?.kind === 'manual';
  // There is nothing slower than the slowest; with the change, its way back goes too.
  return template.schedule === undefined || lessOften(provider, schedule) !== null;
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
    case 'set_schedule': {
      if (template.schedule === 'as_before') return { putBack: true };
      const schedule = lessOften(context.provider, context.schedule);
      return { ...template.params, ...(template.schedule && schedule ? { schedule } : {}) };
    }
    default:
      return template.params ?? {};
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
