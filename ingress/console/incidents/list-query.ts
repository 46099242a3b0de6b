// What the list of incidents is asked for, as the address bar has it: filters that people can bookmark.
import { z } from 'zod';
import { PROVIDERS } from '../../../domain/connection-ref';
import { FAILURE_CLASSES } from '../../../domain/failure-class';
import { INCIDENT_STATUSES, type IncidentStatus } from '../../../domain/incident';
import type { IncidentFilter } from '../../../domain/reader-ports';
import { present } from '../../../domain/present';
import { chosen, words } from '../query';

export const SEVERITIES = ['critical', 'high', 'warning', 'info'] as const;
/** `active` = not over yet; what the page shows unless told otherwise. */
export const STATUS_CHOICES = ['active', 'any', ...INCIDENT_STATUSES] as const;
export const CLASSES = [...FAILURE_CLASSES, 'unknown'] as const;

const OVER: readonly IncidentStatus[] = ['resolved', 'closed', 'cancelled'];
const PAGE_ROWS = 50;

export const ListQuery = z.object({
  status: z.preprocess(
    (value) => (value === '' || value === undefined ? 'active' : value),
    z.enum(STATUS_CHOICES),
  ),
  provider: chosen(PROVIDERS),
  account: words,
  class: chosen(CLASSES),
  severity: chosen(SEVERITIES),
  text: words,
  cursor: z.string().max(500).optional(),
});
export type ListQuery = z.output<typeof ListQuery>;

export function filterOf(query: ListQuery): IncidentFilter {
  const { status, provider, account, severity, text, cursor } = query;
  return {
    limit: PAGE_ROWS,
    ...present({ provider, account, text, cursor }),
    ...(status === 'any' ? {} : { status: statusesOf(status) }),
    ...(query.class === undefined ? {} : { class: [query.class] }),
    ...(severity === undefined ? {} : { severity: [severity] }),
  };
}

function statusesOf(status: Exclude<ListQuery['status'], 'any'>): IncidentStatus[] {
  return status === 'active' ? INCIDENT_STATUSES.filter((one) => !OVER.includes(one)) : [status];
}
