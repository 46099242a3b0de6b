// Where to look around a failure, as config/correlation.yaml has it.
import type { Provider } from '../connection-ref';

export interface MetricQuery {
  name: string;
  /** With fields of the connection in double braces. */
  query: string;
  unit?: string;
}

export type MetricSourceSettings = { name: string; queries: MetricQuery[] } & (
  | {
      /** Prometheus's own API, or Grafana's proxy to it. */
      kind: 'prometheus';
      baseUrl: string;
      token?: string;
    }
  | { kind: 'datadog'; baseUrl: string; apiKey: string; applicationKey: string }
);

export interface CorrelationSettings {
  /** So far back something may still have to do with a failure. */
  windowMs: number;
  /** For each source that is asked, and for all of them together. */
  timeLimitMs: number;
  statusPages: Partial<Record<Provider, string>>;
  metrics: MetricSourceSettings[];
}
