// Named profiles: how each kind of activity is timed and retried. Nothing else chooses timeouts.
import {
  ActivityCancellationType,
  proxyActivities,
  proxyLocalActivities,
  type ActivityOptions,
} from '@temporalio/workflow';
import { NOTICE_TASK_QUEUE } from '../domain/connection-ref';
import type { createAccountActivities } from '../activities/account';
import type { createDiagnoseNowActivities } from '../activities/diagnose-now';
import type { createDiagnosisActivities } from '../activities/diagnosis';
import type { createDigestActivities } from '../activities/digest';
import type { createNotificationActivities } from '../activities/notification';
import type { createPlanningActivities } from '../activities/planning';
import type { createRecordActivities } from '../activities/record';
import type { createRemediationActivities } from '../activities/remediation';
import type { createSweepActivities } from '../activities/sweep';
import type { createVerificationActivities } from '../activities/verification';
import type { createWebhookActivities } from '../activities/webhooks';

type ProviderActivities = ReturnType<typeof createDiagnosisActivities> &
  Pick<ReturnType<typeof createAccountActivities>, 'findRepairLink'> &
  ReturnType<typeof createRemediationActivities> &
  ReturnType<typeof createVerificationActivities>;

type AccountActivities = ReturnType<typeof createAccountActivities> &
  ReturnType<typeof createDiagnoseNowActivities> &
  ReturnType<typeof createWebhookActivities>;

type StoreActivities = ReturnType<typeof createRecordActivities> &
  ReturnType<typeof createPlanningActivities>;

/**
 * Reads of a provider: as often as it takes, since an incident waits for a provider that is down, it does not fail.
 * One attempt stays within the clients' read timeout for the few calls it makes.
 */
const READ: ActivityOptions = {
  startToCloseTimeout: '4 minutes',
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2 minutes' },
};

/**
 * Writes run once. The timeout lies above the clients' write timeout (90 s) plus one look; the heartbeat tells
 * within seconds that the worker is gone, and then read back finds out what happened.
 */
const WRITE: ActivityOptions = {
  startToCloseTimeout: '3 minutes',
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { maximumAttempts: 1 },
};

/** Provider activities by profile, on the task queue of the account whose rate limit they share. */
export function providerActivities(taskQueue: string) {
  return {
    read: proxyActivities<ProviderActivities>({ ...READ, taskQueue }),
    write: proxyActivities<ProviderActivities>({ ...WRITE, taskQueue }),
  };
}

/** Questions that a person waits for: a few tries, then the reason. */
const QUESTION: ActivityOptions = {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumAttempts: 3 },
};

export function accountActivities(taskQueue: string) {
  return proxyActivities<AccountActivities>({ ...QUESTION, taskQueue });
}

/** A sweep's one long read: each page is heartbeat, a retry goes on after the last one. */
const SWEEP: ActivityOptions = {
  startToCloseTimeout: '30 minutes',
  scheduleToCloseTimeout: '1 hour',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '2 minutes' },
};

/** On the account's queue for sweeps, whose rate is apart from that of incidents. */
export function sweepActivities(taskQueue: string) {
  return proxyActivities<ReturnType<typeof createSweepActivities>>({ ...SWEEP, taskQueue });
}

/**
 * Store and plan: short, idempotent, in the worker's own process, hence local activities (one history event each).
 * A store that is down is retried for ever; past a few seconds the wait is a server timer.
 */
export const store = proxyLocalActivities<StoreActivities>({
  startToCloseTimeout: '20s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/**
 * Telling people: as long as it takes, since a chat that is down for an hour is told after that hour; a retry tells
 * the newest. On a queue of its own, so that a slow chat keeps nothing else from being done.
 */
export const notices = proxyActivities<
  ReturnType<typeof createNotificationActivities> & ReturnType<typeof createDigestActivities>
>({
  taskQueue: NOTICE_TASK_QUEUE,
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' },
});
