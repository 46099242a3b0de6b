// What is wrong with the customer's pipeline (never with our own call: that is op-error.ts). Closed lists.

export const FAILURE_CLASSES = [
  'rate_limit',
  'authentication',
  'authorization',
  'schema_drift',
  'source_unavailable',
  'network_transient',
  'destination_failure',
  'resource_exhaustion',
  'configuration',
  'data_quality',
  'cdc_position_lost',
  'platform_bug',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** What a diagnosis may say: one of the classes, or that nothing decides. */
export type DiagnosedClass = FailureClass | 'unknown';

export const SUGGESTED_ACTIONS = [
  'retry_with_backoff',
  'wait_for_quota_reset',
  'reauthenticate',
  'request_permission',
  'refresh_schema',
  'resync',
  'reduce_load',
  'fix_configuration',
  'quarantine_records',
  'upgrade_connector',
  'escalate',
] as const;
export type SuggestedAction = (typeof SUGGESTED_ACTIONS)[number];
