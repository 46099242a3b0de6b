// What a surface (chat, ticket, pager) is told of an incident, and what it remembers of what it made there.
import type { Incident } from '../incident';

export const SURFACE_KINDS = [
  'slack',
  'teams',
  'jira',
  'servicenow',
  'pagerduty',
  'github',
  'email',
  'webhook',
] as const;
export type SurfaceKind = (typeof SURFACE_KINDS)[number];

/** One step forward of an incident, told where it is followed: a line in a thread, a comment on a ticket. */
export interface Progress {
  /** The same line has the same key, so that it is told once. */
  key: string;
  /** ISO 8601 UTC. */
  at: string;
  text: string;
}

export interface Notice {
  /** With its links. */
  incident: Incident;
  /** Channel, project, repository, address: what the surface calls the place. Absent = its configured default. */
  place?: string;
  /** Not told there yet, oldest first. */
  progress: Progress[];
  /** What stands there of an incident of the same kind: this one is told under it. Only with the first call. */
  under?: SurfaceMark;
  /** IDs of people (config/people.yaml) whose decision is awaited; empty = nobody is to be called. */
  mention: string[];
}

/** What a surface needs to find again what it made: plain JSON, kept in the workflow's history. */
export type SurfaceMark = Record<string, string>;
