// Builds what is asked around a failure: the store always, everything outside only where configuration names it.
import type { CorrelationDeps } from '../activities/correlate';
import type { Surroundings } from '../domain/store-ports';
import { loadCorrelation } from '../integrations/config-files/correlation-settings';
import { createDatadogSource } from '../integrations/datadog/metrics';
import { createPrometheusSource } from '../integrations/prometheus/metrics';
import { createStatusPages } from '../integrations/statuspage/status';

/** @throws ConfigFileError naming the place */
export async function composeCorrelation(options: {
  configFolder: string;
  environment: NodeJS.ProcessEnv;
  surroundings: Surroundings;
  now?: () => Date;
}): Promise<Omit<CorrelationDeps, 'now' | 'tenantOf'> & { surroundings: Surroundings }> {
  const now = options.now ?? (() => new Date());
  const { windowMs, timeLimitMs, statusPages, metrics } = await loadCorrelation(
    options.configFolder,
    options.environment,
  );
  const limits = { timeoutMs: timeLimitMs, now };
  return {
    ...{ windowMs, timeLimitMs, surroundings: options.surroundings },
    status: createStatusPages(statusPages, limits),
    metrics: metrics.map((source) =>
      source.kind === 'prometheus'
        ? createPrometheusSource(source, limits)
        : createDatadogSource(source, limits),
    ),
  };
}
