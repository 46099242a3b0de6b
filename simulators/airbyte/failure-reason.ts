// What Airbyte says about why an attempt failed: origin, type, messages. Chosen from the breakage's class unless it says.
import { failsTests } from '../engine/breakage';
import type { Breakage } from '../engine/break-spec';

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
  readonly at: number;
}

/** Messages are cut where the vendor cuts them. */
const MESSAGE_CHARS_MAX = 50_000;
const STACK_CHARS_MAX = 100_000;

export function failureReason(breakage: Breakage, at: number): FailureReason {
  const usual = BY_CLASS[breakage.class ?? ''] ?? { origin: 'source', type: null };
  return {
    origin: breakage.failureOrigin ?? usual.origin,
    type: breakage.failureType === undefined ? usual.type : breakage.failureType,
    externalMessage: breakage.message.slice(0, MESSAGE_CHARS_MAX),
    internalMessage: (breakage.internalMessage ?? breakage.message).slice(0, MESSAGE_CHARS_MAX),
    stacktrace: breakage.stack?.slice(0, STACK_CHARS_MAX) ?? null,
    at,
  };
}

/** What a failing check before an attempt makes of any trouble: a config_error that ends the job (vendor quirk). */
export function failedCheck(breakage: Breakage, at: number): FailureReason | null {
  if (!failsTests(breakage)) return null;
  const { origin } = failureReason(breakage, at);
  const end = origin === 'destination' ? 'destination' : 'source';
  const message = `Checking ${end} connection failed - please review this connection's configuration to prevent future syncs from failing`;
  return {
    origin: end,
    type: 'config_error',
    externalMessage: message,
    internalMessage: breakage.message,
    stacktrace: null,
    at,
  };
}

export function cancelledReason(at: number): FailureReason {
  return {
    origin: 'airbyte_platform',
    type: 'manual_cancellation',
    externalMessage: 'This attempt was cancelled',
    internalMessage: 'This attempt was cancelled',
    stacktrace: null,
    at,
  };
}

/** As the config API shows it: absent fields instead of nulls, epoch MILLISECONDS beside everyone else's seconds. */
export function failureView(reason: FailureReason) {
  return {
    failureOrigin: reason.origin,
    ...(reason.type === null ? {} : { failureType: reason.type }),
    externalMessage: reason.externalMessage,
    internalMessage: reason.internalMessage,
    ...(reason.stacktrace === null ? {} : { stacktrace: reason.stacktrace }),
    retryable: reason.type !== 'config_error' && reason.type !== 'manual_cancellation',
    timestamp: Math.floor(reason.at),
  };
}
