// Prometheus's HTTP API (`/api/v1/query_range`), its own or through Grafana's data source proxy.
import { z } from 'zod';
import type { MetricReading } from '../../domain/correlation/metrics';
import { queryFor } from '../../domain/correlation/query-template';
import type { MetricSourceSettings } from '../../domain/correlation/settings';
import type { MetricSource } from '../../domain/ports';
import { createAccountGate } from '../http/account-gate';
import { callJson } from '../http/json-caller';

const Range = z.object({
  data: z.object({
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])).default([]) })),
  }),
});

const Refusal = z.object({ errorType: z.string().optional(), error: z.string().optional() });

/** So many steps in the window: enough to see a rise, small to read. */
const STEPS = 60;
const STEP_MIN_S = 15;

export function createPrometheusSource(
  settings: Extract<MetricSourceSettings, { kind: 'prometheus' }>,
  options: { timeoutMs: number; now(): Date },
): MetricSource {
  const { name, token, queries } = settings;
  const api = {
    ...{ name, baseUrl: settings.baseUrl.replace(/\/+$/, ''), gate: createAccountGate(name, options) },
    secrets: () => (token === undefined ? [] : [token]),
    now: () => options.now(),
    explain(body: unknown) {
      const said = Refusal.safeParse(body);
      const { errorType, error } = said.success ? said.data : {};
      return { ...(errorType && { code: errorType }), ...(error && { message: error }) };
    },
  };
  return {
    name,
    read: (here, from, to) =>
      Promise.all(
        queries.map(async ({ name: called, query, unit }): Promise<MetricReading> => {
          const step = Math.max(STEP_MIN_S, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000 / STEPS));
          const { data } = await callJson(api, {
            ...{ purpose: 'read', method: 'GET', path: '/api/v1/query_range', schema: Range },
            query: { query: queryFor(query, here), start: from, end: to, step: String(step) },
            headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
            timeoutMs: options.timeoutMs,
          });
          const points = highest(data.result.map(({ values }) => values));
          return { name: called, ...(unit === undefined ? {} : { unit }), points };
        }),
      ),
  };
}

/** Several series (one a replica, one a shard) are read as their highest at each moment. */
function highest(series: [number, string][][]): MetricReading['points'] {
  const at = new Map<number, number>();
  for (const [seconds, text] of series.flat()) {
    const value = Number(text);
    if (Number.isFinite(value)) at.set(seconds, Math.max(value, at.get(seconds) ?? -Infinity));
  }
  return [...at]
    .sort(([a], [b]) => a - b)
    .map(([seconds, value]) => ({ at: new Date(seconds * 1000).toISOString(), value }));
}
