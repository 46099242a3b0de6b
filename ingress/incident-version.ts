// Versions of an incident as entity tags: what a reader has already, and which plan a vote was meant for.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Incident } from '../domain/incident';
import { Problem } from './problem';

const PLAN_CHARS = 16;

type Versioned = Pick<Incident, 'plan' | 'updatedAt'>;

/** `"{plan}-{time}"`: the first characters of the plan's hash (`none` without a plan), and the last change. */
export function etagOf({ plan, updatedAt }: Versioned): string {
  return `"${planPart(plan)}-${Date.parse(updatedAt).toString(36)}"`;
}

/** Answers with `body`, or with 304 where the sender has this version already. */
export function answerVersion(
  request: FastifyRequest,
  reply: FastifyReply,
  incident: Versioned,
  body: unknown,
): FastifyReply {
  const etag = etagOf(incident);
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const known = tagsOf(request.headers['if-none-match']);
  if (known.includes(etag) || known.includes('*')) return reply.status(304).send();
  return reply.send(body);
}

/**
 * The hash of the plan that `If-Match` was made for, so that the incident itself refuses a vote that another plan has
 * overtaken meanwhile; `undefined` where the header names none. @throws Problem 412
 */
export function matchedPlan(ifMatch: string | undefined, { plan }: Versioned): string | undefined {
  const given = tagsOf(ifMatch);
  if (given.length === 0 || given.includes('*')) return undefined;
  const current = planPart(plan);
  if (given.some((tag) => tag.startsWith(`"${current}-`))) return plan?.hash;
  throw new Problem(
    412,
    `the plan has changed since the version that If-Match names; it is now ${current}: look at it again`,
  );
}

function planPart(plan: Versioned['plan']): string {
  return plan?.hash.slice(0, PLAN_CHARS) ?? 'none';
}

/** What is weak compares alike: the tag changes whenever the incident does. */
function tagsOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .filter((tag) => tag !== '');
}
