// Which jobs a list asks for, and in which order: shared by the public API and the config API.
import { z } from 'zod';
import { isRun } from '../engine/connection';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { badRequest } from './problems';

export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();

export interface JobFilter {
  readonly connectionId?: string | undefined;
  readonly workspaceIds: readonly string[];
  readonly createdAtStart?: number | undefined;
  readonly createdAtEnd?: number | undefined;
  readonly updatedAtStart?: number | undefined;
  readonly updatedAtEnd?: number | undefined;
  fits(job: Job): boolean;
}

/** Oldest first by creation. */
export function findJobs(instance: AirbyteInstance, filter: JobFilter): readonly Job[] {
  const all = filter.connectionId === undefined ? instance.jobs.oldestFirst() : jobsOf(instance, filter);
  return all.filter(
    (job) =>
      (filter.workspaceIds.length === 0 || filter.workspaceIds.includes(job.connection.native.workspaceId)) &&
      isWithin(job.record.startedAt, filter.createdAtStart, filter.createdAtEnd) &&
      isWithin(job.updatedAt, filter.updatedAtStart, filter.updatedAtEnd) &&
      filter.fits(job),
  );
}

function jobsOf(instance: AirbyteInstance, { connectionId = '' }: JobFilter): Job[] {
  const connection = instance.world.connections.get(connectionId) ?? instance.deleted.get(connectionId);
  const jobs = (connection?.history ?? []).filter(isRun).flatMap((run) => instance.jobs.of(run) ?? []);
  return jobs.sort((a, b) => a.record.startedAt - b.record.startedAt || a.id - b.id);
}

function isWithin(at: number, start: number | undefined, end: number | undefined): boolean {
  return (start === undefined || at >= start) && (end === undefined || at <= end);
}

/** Oldest first unless asked otherwise: the vendor's default, and a trap for readers of page one. */
export function ordered(jobs: readonly Job[], orderBy = 'createdAt|ASC'): readonly Job[] {
  const [field, direction = 'ASC'] = orderBy.split('|');
  if ((field !== 'createdAt' && field !== 'updatedAt') || (direction !== 'ASC' && direction !== 'DESC')) {
    throw badRequest(`Invalid order by clause provided: ${orderBy}`);
  }
  const rising = field === 'createdAt' ? jobs : byUpdate(jobs);
  return direction === 'ASC' ? rising : [...rising].reverse();
}

function byUpdate(jobs: readonly Job[]): Job[] {
  const keyed = jobs.map((job) => ({ job, at: job.updatedAt }));
  return keyed.sort((a, b) => a.at - b.at || a.job.id - b.job.id).map(({ job }) => job);
}
