// Proves that a webhook comes from Jira and reads a decision from it. Pure: bytes, headers, secrets and clock in.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { TicketStatuses } from '../../domain/notice/surfaces';
import type { TicketDecision } from '../../domain/notice/ticket-decision';
import { equalInConstantTime } from '../http/constant-time';
import { parseWebhookBody } from '../http/webhook-body';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';
import { readLabels } from './labels';

const SIGNATURE_HEADER = 'x-hub-signature';
/** Jira repeats a delivery up to five times within the hour; older ones are replays. */
const AGE_MS_MAX = 2 * 3_600_000;
const AHEAD_MS_MAX = 5 * 60_000;

const Change = z.object({
  timestamp: z.number(),
  webhookEvent: z.string(),
  user: z.object({ accountId: z.string().min(1).max(255) }).optional(),
  issue: z.object({
    key: z.string().min(1).max(300),
    fields: z.object({ labels: z.array(z.string()).default([]), project: z.object({ key: z.string() }) }),
  }),
  // An item's new value stands in `toString`, which every object inherits: only its own is read.
  changelog: z.object({ items: z.array(z.record(z.string(), z.unknown())) }).optional(),
});

interface JiraDelivery {
  /** Exactly the bytes received: the signature covers them. */
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  /** Two while one is being rotated. */
  secrets: readonly string[];
  statuses: Pick<TicketStatuses, 'approved' | 'rejected'>;
  /** Only tickets of these projects decide: elsewhere anybody may set labels. */
  projects: readonly string[];
  now: Date;
}

/** Signature first, so that nobody without the secret learns anything about our parsing. */
export function verifyJiraWebhook(delivery: JiraDelivery): WebhookVerdict<TicketDecision> {
  const secrets = delivery.secrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return { kind: 'unsigned', reason: 'no webhook secret is configured for Jira' };
  const signature = singleHeader(delivery.headers, SIGNATURE_HEADER);
  if (signature === undefined) return { kind: 'unsigned', reason: `${SIGNATURE_HEADER} is missing` };
  if (!isSignedBy(signature, delivery.rawBody, secrets))
    return { kind: 'bad_signature', reason: `${SIGNATURE_HEADER} does not match the body` };
  const verdict = parseWebhookBody(delivery.rawBody, Change);
  if (verdict.kind !== 'verified') return verdict;
  const ageMs = delivery.now.getTime() - verdict.payload.timestamp;
  if (ageMs > AGE_MS_MAX || ageMs < -AHEAD_MS_MAX)
    return { kind: 'stale', reason: 'its timestamp is too far from now: a replay, or a wrong clock' };
  return { kind: 'verified', payload: decisionOf(verdict.payload, delivery) };
}

function isSignedBy(signature: string, rawBody: Uint8Array, secrets: readonly string[]): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(signature) ?? [];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  const matches = secrets.map((secret) =>
    equalInConstantTime(given, createHmac('sha256', secret).update(rawBody).digest()),
  );
  return matches.includes(true);
}

function decisionOf(
  { webhookEvent, user, issue, changelog }: z.output<typeof Change>,
  { statuses, projects }: JiraDelivery,
): TicketDecision {
  if (webhookEvent !== 'jira:issue_updated') return ignored(`${webhookEvent} decides nothing`);
  const statusNow = changelog?.items.find((item) => item['field'] === 'status')?.['toString'];
  if (typeof statusNow !== 'string') return ignored('the status did not change');
  const decision = decidedBy(statusNow, statuses);
  if (decision === null) return ignored('the new status is no decision');
  if (!projects.includes(issue.fields.project.key))
    return ignored('the project is not the one for incidents');
  const about = readLabels(issue.fields.labels);
  if (about === null) return ignored('the ticket is about no incident');
  if (user === undefined) return ignored('nobody is named who moved the ticket');
  return { kind: 'decision', decision, user: user.accountId, ticket: issue.key, ...about };
}

function decidedBy(
  status: string,
  { approved, rejected }: JiraDelivery['statuses'],
): 'approve' | 'reject' | null {
  const name = status.trim().toLowerCase();
  if (name === approved.toLowerCase()) return 'approve';
  return name === rejected.toLowerCase() ? 'reject' : null;
}

function ignored(reason: string): TicketDecision {
  return { kind: 'ignored', reason };
}
