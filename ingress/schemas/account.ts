// Provider accounts, their webhooks and their sweeps as answers.
import { z } from 'zod';
import { PIPELINE_EVENT_KINDS } from '../../domain/pipeline-event';
import type { SurveyFinding } from '../../domain/sweep/survey';
import type { SweepReport } from '../../domain/sweep/sweep-report';
import type { WebhookState } from '../../domain/webhook-order';
import { answerOf } from './answer';
import { count, provider, time } from './plain';

const ref = { provider, account: z.string() };

export const AccountsAnswer = z
  .object({
    items: z.array(z.object({ ...ref, access: z.enum(['read_write', 'read_only']), sweepEveryMs: count })),
  })
  .meta({ id: 'Accounts' });

const finding = answerOf<SurveyFinding>()(
  'SurveyFinding',
  z.object({
    check: z.string(),
    status: z.enum(['ok', 'warning', 'failed', 'unknown']),
    detail: z.string(),
    fix: z.string().exactOptional(),
  }),
  'One thing that was looked at, and what to do where it is not in order.',
);

export const SurveyAnswer = z.object({ findings: z.array(finding) }).meta({ id: 'AccountSurvey' });

export const WebhooksAnswer = z.array(
  answerOf<WebhookState>()(
    'Webhook',
    z.object({
      id: z.string(),
      url: z.string(),
      events: z.array(z.string()),
      active: z.boolean(),
      scope: z.string().exactOptional(),
      ours: z.boolean(),
      test: z.object({ delivered: z.boolean(), detail: z.string() }).exactOptional(),
    }),
    'A webhook as the provider keeps it, without its secret.',
  ),
);

export const SweepAnswer = answerOf<SweepReport>()(
  'SweepReport',
  z.object({
    ...ref,
    scope: z.enum(['inventory', 'runs']),
    startedAt: time,
    endedAt: time,
    inventoryAt: time.nullable(),
    seen: count,
    calls: count,
    found: z.partialRecord(z.enum(PIPELINE_EVENT_KINDS), count),
    heldBack: count,
    gone: count,
    missing: z.array(z.object({ what: z.string(), why: z.string() })),
    postponedUntil: time.exactOptional(),
  }),
  'What one look at a whole account found.',
);
