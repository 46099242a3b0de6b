// Provider accounts: in order or not, their webhooks, and a sweep now.
import { z } from 'zod';
import { PROVIDERS } from '../../domain/connection-ref';
import { present } from '../../domain/present';
import { operation } from '../operation';
import { AccountsAnswer, SurveyAnswer, SweepAnswer, WebhooksAnswer } from '../schemas/account';
import { ByAccount } from '../schemas/query';

export const SweepBody = z.strictObject({
  provider: z.enum(PROVIDERS),
  account: z.string().min(1).max(40),
});

export const WebhookBody = z.discriminatedUnion('do', [
  z
    .strictObject({
      do: z.literal('register'),
      publicUrl: z.url({ protocol: /^https?$/ }),
      scope: z.string().min(1).max(100).optional(),
    })
    .transform((order) => present(order)),
  z.strictObject({ do: z.literal('verify') }),
]);

export const LIST_ACCOUNTS = operation({
  id: 'listAccounts',
  tag: 'Accounts',
  summary: 'Provider accounts',
  answers: { 200: { description: 'All that you may see.', schema: AccountsAnswer } },
});

export const SURVEY = operation({
  id: 'surveyAccount',
  tag: 'Accounts',
  summary: 'Is an account in order: credentials, permissions, limits, clock, webhooks',
  params: ByAccount,
  answers: { 200: { description: 'What was looked at.', schema: SurveyAnswer } },
  problems: [404, 502],
});

export const LIST_WEBHOOKS = operation({
  id: 'listWebhooks',
  tag: 'Accounts',
  summary: "An account's webhooks at the provider",
  params: ByAccount,
  answers: { 200: { description: 'Webhooks as the provider keeps them.', schema: WebhooksAnswer } },
  problems: [404, 409, 502],
});

export const TEND_WEBHOOKS = operation({
  id: 'tendWebhooks',
  tag: 'Accounts',
  summary: "Register or test an account's webhooks at the provider",
  role: 'admin',
  params: ByAccount,
  body: WebhookBody,
  answers: { 200: { description: 'The webhooks after it.', schema: WebhooksAnswer } },
  problems: [404, 409, 502],
});

export const SWEEP_NOW = operation({
  id: 'sweepNow',
  tag: 'Accounts',
  summary: 'Look at a whole account now, and wait for what it finds',
  role: 'operator',
  body: SweepBody,
  answers: { 200: { description: 'What it found.', schema: SweepAnswer } },
  problems: [404, 409, 502],
});
