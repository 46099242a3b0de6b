// Proves that a call comes from our ServiceNow instance and reads a decision from it. Pure. The instance's business rule
// (docs/surfaces.md) sends it when the approval of a record changes.
import { z } from 'zod';
import type { TicketDecision } from '../../domain/notice/ticket-decision';
import { matchesOneOf } from '../http/constant-time';
import { parseWebhookBody } from '../http/webhook-body';
import { singleHeader, type WebhookHeaders, type WebhookVerdict } from '../http/webhook-verdict';

const AGE_MS_MAX = 2 * 3_600_000;
const AHEAD_MS_MAX = 5 * 60_000;

const Change = z.object({
  /** Milliseconds since 1970, by the instance's clock. */
  timestamp: z.number(),
  number: z.string().min(1).max(80),
  correlation_id: z.string(),
  correlation_display: z.string().default(''),
  approval: z.string(),
  user_name: z.string().max(255).default(''),
});

interface ServicenowDelivery {
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  /** Two while one is being changed. */
  tokens: readonly string[];
  now: Date;
}

/** The token first, so that nobody without it learns anything about our parsing. */
export function verifyServicenowWebhook(delivery: ServicenowDelivery): WebhookVerdict<TicketDecision> {
  const tokens = delivery.tokens.filter((token) => token !== '');
  if (tokens.length === 0)
    return { kind: 'unsigned', reason: 'no webhook token is configured for ServiceNow' };
  const header = singleHeader(delivery.headers, 'authorization');
  const [, token] = /^Bearer (\S+)$/i.exec(header ?? '') ?? [];
  if (token === undefined) return { kind: 'unsigned', reason: 'authorization: Bearer is missing' };
  if (!matchesOneOf(token, tokens))
    return { kind: 'bad_signature', reason: 'the token is not the one configured' };
  const verdict = parseWebhookBody(delivery.rawBody, Change);
  if (verdict.kind !== 'verified') return verdict;
  const ageMs = delivery.now.getTime() - verdict.payload.timestamp;
  if (ageMs > AGE_MS_MAX || ageMs < -AHEAD_MS_MAX)
    return { kind: 'stale', reason: 'its timestamp is too far from now: a replay, or a wrong clock' };
  return { kind: 'verified', payload: decisionOf(verdict.payload) };
}

/** `approved` and `rejected` are the values of the approval field, whatever an instance's language shows. */
function decisionOf(change: z.output<typeof Change>): TicketDecision {
  const {
    approval,
    correlation_id: incidentId,
    correlation_display: planHash,
    user_name: user,
    number,
  } = change;
  if (approval !== 'approved' && approval !== 'rejected') return ignored('the approval is no decision');
  if (!/^inc-[0-9a-f]{8}$/.test(incidentId)) return ignored('the record is about no incident');
  if (user === '') return ignored('nobody is named who decided');
  return {
    ...{
      kind: 'decision',
      decision: approval === 'approved' ? 'approve' : 'reject',
      incidentId,
      user,
      ticket: number,
    },
    ...(/^[0-9a-f]{8,64}$/.test(planHash) && { planHash }),
  };
}

function ignored(reason: string): TicketDecision {
  return { kind: 'ignored', reason };
}
