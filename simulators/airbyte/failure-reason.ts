// What Airbyte says about why a run failed: origin, type, messages. Chosen from the breakage's class unless it says.
import type { HistoryRecord } from '../engine/connection';

const BY_CLASS: Readonly<Record<string, { origin: string; type: string | null }>> = {
  rate_limit: { origin: 'source', type: 'transient_error' },
  authentication: { origin: 'source', type: 'config_error' },
  authorization: { origin: 'source', type: 'config_error' },
  configuration: { origin: 'source', type: 'config_error' },
  schema_drift: { origin: 'source', type: 'config_error' },
  source_unavailable: { origin: 'source', type: 'transient_error' },
  network_transient: { origin: 'source', type: 'transient_error' },
  destination_failure: { origin: 'destination', type: 'system_error' },
  resource_exhaustion: { origin: 'replication', type: 'transient_error' },
  data_quality: { origin: 'destination', type: 'system_error' },
  cdc_position_lost: { origin: 'source', type: 'config_error' },
  platform_bug: { origin: 'airbyte_platform', type: 'system_error' },
};

export interface FailureReason {
  readonly origin: string;
  /** Null for a crash the connector did not name (a generic source crash). */
  readonly type: string | null;
  readonly externalMessage: string;
  readonly internalMessage: string;
  readonly stacktrace: string | null;
}

/** Null for a run that did not fail. */
export function failureReason(run: HistoryRecord): FailureReason | null {
  const { breakage } = run;
  if (run.status !== 'failed' || breakage === null) return null;
  const usual = BY_CLASS[breakage.class ?? ''] ?? { origin: 'source', type: null };
  return {
    origin: breakage.failureOrigin ?? usual.origin,
    type: breakage.failureType === undefined ? usual.type : breakage.failureType,
    externalMessage: breakage.message,
    internalMessage: breakage.internalMessage ?? breakage.message,
    stacktrace: breakage.stack ?? null,
  };
}
