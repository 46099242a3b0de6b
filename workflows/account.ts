// Questions to a provider account, asked through its task queue so that they share its rate and its credentials.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import { providerTaskQueue } from '../domain/connection-ref';
import type { ConnectionFacts } from '../domain/connection-state';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { AccountSurvey } from '../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../domain/webhook-order';
import { accountActivities } from './activity-options';

/** Is the account in order? Answers findings. */
export async function survey(ref: AccountRef): Promise<AccountSurvey> {
  return accountActivities(providerTaskQueue(ref)).surveyAccount(ref);
}

/** One connection as the provider shows it now. */
export async function lookAtConnection(ref: ConnectionRef): Promise<ConnectionFacts> {
  return accountActivities(providerTaskQueue(ref)).readConnection(ref);
}

/** What is wrong with one connection now, if anything; opens no incident. */
export async function diagnoseConnection(ref: ConnectionRef): Promise<LiveDiagnosis> {
  return accountActivities(providerTaskQueue(ref)).diagnoseConnection(ref);
}

/** An operator's order about the account's webhooks at the provider. */
export async function webhooks(ref: AccountRef, order: WebhookOrder): Promise<WebhookState[]> {
  return accountActivities(providerTaskQueue(ref)).tendWebhooks({ ref, order });
}
