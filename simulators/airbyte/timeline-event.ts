// One entry of a connection's timeline that does not follow from a job: settings, enabling, disabling, schemas.

export type DisabledReason =
  | 'TOO_MANY_FAILED_JOBS_WITH_NO_RECENT_SUCCESS'
  | 'SCHEMA_CHANGES_ARE_BREAKING'
  | 'DISABLE_CONNECTION_IF_ANY_SCHEMA_CHANGES'
  | 'INVALID_CREDIT_BALANCE'
  | 'CONNECTOR_NOT_SUPPORTED'
  | 'WORKSPACE_IS_DELINQUENT'
  | 'INVOICE_MARKED_UNCOLLECTIBLE'
  | 'INVALID_PAYMENT_METHOD'
  | 'UNSUBSCRIBED'
  | 'MANUALLY_LOCKED';

export interface TimelineEvent {
  readonly id: string;
  readonly eventType: string;
  readonly at: number;
  readonly summary: Readonly<Record<string, unknown>>;
  /** Whether a person (through the API) did it, or the platform. */
  readonly byUser: boolean;
}
