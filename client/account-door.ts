// The door to provider accounts, as routes see it: questions and orders that concern no incident.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { ConnectionFacts } from '../domain/connection-state';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { ChangeRequest } from '../domain/pipeline-event';
import type { AccountSurvey } from '../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../domain/webhook-order';
import type { SweepReport } from '../domain/sweep/sweep-report';

export interface AccountDoor {
  /** @throws NoWorkerAnswer when no worker of the account answers in time */
  survey(ref: AccountRef): Promise<AccountSurvey>;
  /** @throws OpError as the provider answered; NoWorkerAnswer */
  lookAt(ref: ConnectionRef): Promise<ConnectionFacts>;
  /** Opens no incident. @throws OpError as the provider answered; NoWorkerAnswer */
  diagnose(ref: ConnectionRef): Promise<LiveDiagnosis>;
  /** Runs the account's Schedule now and waits for what it finds. @throws NoWorkerAnswer */
  sweepNow(ref: AccountRef): Promise<SweepReport>;
  /** @throws OpError as the provider answered; NoWorkerAnswer */
  webhooks(ref: AccountRef, order: WebhookOrder): Promise<WebhookState[]>;
  /**
   * Opens an incident for what a person wants changed. The same key asks once.
   * @throws Refused when the connection has an open incident
   */
  requestChange(ref: ConnectionRef, request: ChangeRequest, key: string): Promise<{ incidentId: string }>;
}
