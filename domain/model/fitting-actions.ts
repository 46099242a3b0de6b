// Which actions can answer a class at all. What else a model proposes is a mistake or somebody's wish.
import type { FailureClass, SuggestedAction } from '../failure-class';

/** `escalate` fits everything. `resync` rereads everything, so it stands only where data or position may be wrong. */
export const FITTING_ACTIONS: Record<FailureClass, readonly SuggestedAction[]> = {
  rate_limit: ['wait_for_quota_reset', 'retry_with_backoff', 'reduce_load', 'escalate'],
  authentication: ['reauthenticate', 'retry_with_backoff', 'escalate'],
  authorization: ['request_permission', 'reauthenticate', 'escalate'],
  schema_drift: ['refresh_schema', 'resync', 'escalate'],
  source_unavailable: ['retry_with_backoff', 'escalate'],
  network_transient: ['retry_with_backoff', 'fix_configuration', 'escalate'],
  destination_failure: [
    'retry_with_backoff',
    'fix_configuration',
    'reduce_load',
    'upgrade_connector',
    'escalate',
  ],
  resource_exhaustion: ['reduce_load', 'retry_with_backoff', 'escalate'],
  configuration: ['fix_configuration', 'refresh_schema', 'escalate'],
  data_quality: ['quarantine_records', 'fix_configuration', 'resync', 'escalate'],
  cdc_position_lost: ['resync', 'fix_configuration', 'escalate'],
  platform_bug: ['upgrade_connector', 'retry_with_backoff', 'escalate'],
};
