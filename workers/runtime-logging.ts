// Temporal's own log lines through our logger, so that one redactor and one format serve all.
import { DefaultLogger, Runtime, makeTelemetryFilterString, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';

const LEVELS: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Warnings about what is meant to be so: provider queues have activities only. */
const NORMAL_HERE = /^No workflows registered/;

/** Installs the Temporal runtime; once per process, before any worker or native connection. */
export function installRuntime(logger: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      // Temporal says "worker started" and the like at INFO; people of an embedded stack need none of it.
      const at = level === 'INFO' || NORMAL_HERE.test(message) ? 'debug' : LEVELS[level];
      logger[at]({ temporal: message, ...pick(meta) }, 'temporal.log');
    }),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN' }) } },
    shutdownSignals: [],
  });
}

/** Meta holds whole SDK objects; these are what a reader can use. */
function pick(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const { workflowId, runId, activityType, taskQueue, error } = meta ?? {};
  return {
    ...(workflowId === undefined ? {} : { workflowId, runId }),
    ...(activityType === undefined ? {} : { activityType }),
    ...(taskQueue === undefined ? {} : { taskQueue }),
    ...(error instanceof Error ? { error: error.message } : {}),
  };
}
