// The only place that wires: integrations into activities, activities into workers, workers onto task queues.
import { Worker, type NativeConnection, type WorkerDeploymentOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { CorrelationDeps } from '../activities/correlate';
import { createAccountActivities } from '../activities/account';
import { createDiagnoseNowActivities } from '../activities/diagnose-now';
import { createDiagnosisActivities } from '../activities/diagnosis';
import { createDigestActivities } from '../activities/digest';
import { createNotificationActivities } from '../activities/notification';
import { createPlanningActivities } from '../activities/planning';
import { createRecordActivities } from '../activities/record';
import { createRemediationActivities } from '../activities/remediation';
import { createSweepActivities } from '../activities/sweep';
import { createVerificationActivities } from '../activities/verification';
import { createWebhookActivities } from '../activities/webhooks';
import type { AccountConfig } from '../domain/account';
import type { FreezeWindow } from '../domain/brakes/brake';
import {
  NOTICE_TASK_QUEUE,
  WORKFLOW_TASK_QUEUE,
  providerTaskQueue,
  sweepTaskQueue,
  type AccountRef,
} from '../domain/connection-ref';
import type { ComposedNotices } from './compose-notices';
import type { EventReporter, ProviderAccounts } from '../domain/ports';
import type { CaseReader } from '../domain/reader-ports';
import type {
  BrakeStore,
  ConnectionStore,
  IncidentStore,
  Surroundings,
  TrackRecords,
} from '../domain/store-ports';
import type { ConfigFiles } from '../integrations/config-files/load';
import { createCaseMemory } from '../integrations/minisearch/case-memory';
import { DEPLOYMENT_NAME } from './deployment-version';
import type { ComposedModel } from './compose-model';
import { createProviderAccounts } from './provider-accounts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  /** Prebuilt workflow bundle; a worker without one refuses to start (see bundle.ts). */
  bundle: { codePath: string; buildId: string };
  config: ConfigFiles;
  accounts: AccountConfig[];
  store: IncidentStore;
  connections: ConnectionStore;
  /** What closed incidents taught. */
  cases: CaseReader;
  /** Asked where rules and memory are unsure; `null` = none is configured. */
  model: ComposedModel | null;
  /** What people set about automation, and what it rests on. */
  records: TrackRecords;
  /** What stops every write. */
  brakes: Pick<BrakeStore, 'standing'>;
  freezes: readonly FreezeWindow[];
  /** Who is told of incidents, and how. */
  notices: ComposedNotices;
  /** What is looked at around a failure. */
  correlation: Omit<CorrelationDeps, 'now' | 'tenantOf'> & { surroundings: Surroundings };
  /** Where sweeps report what they find. */
  events: EventReporter;
  logger: Logger;
  /** Workflows kept in memory; the others are replayed when something happens to them. */
  maxCachedWorkflows?: number;
  /** Builds as versions of one deployment; off only where a test starts workers by the dozen. */
  versioned: boolean;
  /** Replaces the accounts' own adapters: tests of what no provider can be made to do. */
  providers?: ProviderAccounts;
}

export interface RunningWorker {
  /** Settles when every worker has stopped; rejects when one broke. */
  run: Promise<void>;
  /**
   * Uses these credentials and settings from now on. Answers the accounts that are new: a queue is opened for them
   * only at the next start.
   */
  reload(accounts: readonly AccountConfig[]): string[];
  shutdown(): Promise<void>;
}

/** Calls that one activity makes at most on average; an account's rate is shared out by it. */
const CALLS_PER_ACTIVITY = 3;

/** Starts polling: workflows and store on one queue, each provider account on its own. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connection, namespace, store, config } = options;
  const now = () => new Date();
  const configured = createProviderAccounts(options.accounts, { now });
  const accounts = options.providers ?? configured;
  const recall = { memory: createCaseMemory(options.cases, { now }), tenantOf: configured.tenantOf };
  const circumstances = {
    surroundings: options.correlation.surroundings,
    records: options.records,
    tenantOf: configured.tenantOf,
    environmentOf: (ref: AccountRef) => configured.environmentOf(ref),
  };
  const settingsOf = (ref: AccountRef) => configured.configOf(ref).sweep;
  const cause = { config, now, recall, correlation: options.correlation };
  const provider = {
    ...createDiagnosisActivities({
      ...{ ...cause, accounts, store, model: options.model },
      freezes: options.freezes,
    }),
    ...createDiagnoseNowActivities({
      ...{ ...cause, accounts, settingsOf },
      connections: options.connections,
    }),
    ...createRemediationActivities({
      ...{ ...circumstances, accounts, store, now, config },
      ...{ brakes: options.brakes, freezes: options.freezes },
    }),
    ...createVerificationActivities({ accounts }),
    ...createAccountActivities({ accounts }),
    ...createWebhookActivities({ accounts, configOf: configured.configOf }),
  };
  const sweeps = createSweepActivities({
    ...{ accounts, connections: options.connections, events: options.events, now, settingsOf },
  });
  const common = {
    connection,
    namespace,
    shutdownGraceTime: 10_000,
    shutdownForceTime: 30_000,
    ...deployment(options),
  };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: WORKFLOW_TASK_QUEUE,
      workflowBundle: { codePath: options.bundle.codePath },
      activities: {
        ...createRecordActivities({ store, announcer: options.notices.announcer }),
        ...createPlanningActivities({ ...circumstances, config, accounts, now }),
      },
      maxCachedWorkflows: options.maxCachedWorkflows ?? 250,
    }),
    Worker.create({
      ...common,
      taskQueue: NOTICE_TASK_QUEUE,
      activities: {
        ...createNotificationActivities({ ...options.notices, people: config.people, now }),
        ...createDigestActivities(options.notices),
      },
    }),
    ...options.accounts.flatMap((account) => {
      const ref = { provider: account.provider, account: account.name };
      return [
        Worker.create({
          ...common,
          taskQueue: providerTaskQueue(ref),
          activities: provider,
          maxTaskQueueActivitiesPerSecond: Math.max(1, account.requestsPerSecond / CALLS_PER_ACTIVITY),
        }),
        Worker.create({
          ...common,
          taskQueue: sweepTaskQueue(ref),
          activities: sweeps,
          // The Schedule allows one sweep at a time; a second slot is for one asked for by hand.
          maxConcurrentActivityTaskExecutions: 2,
        }),
      ];
    }),
  ]);
  const run = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  run.catch((error: unknown) => {
    options.logger.error({ error: error instanceof Error ? error.message : String(error) }, 'worker.failed');
    stop(workers);
  });
  return {
    run,
    reload(changed) {
      configured.replace(changed);
      const known = new Set(options.accounts.map(nameOf));
      return changed.map(nameOf).filter((name) => !known.has(name));
    },
    async shutdown() {
      stop(workers);
      await run;
    },
  };
}

function nameOf({ provider, name }: AccountConfig): string {
  return `${provider}/${name}`;
}

function stop(workers: Worker[]): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}

function deployment({ versioned, bundle }: WorkerOptions): {
  workerDeploymentOptions?: WorkerDeploymentOptions;
} {
  if (!versioned) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: DEPLOYMENT_NAME, buildId: bundle.buildId },
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
