// Datadog's metrics query (`GET /api/v1/query`): points in milliseconds, keys in two headers.
import { z } from 'zod';
import type { MetricReading } from '../../domain/correlation/metrics';
import { queryFor } from '../../domain/correlation/query-template';
import type { MetricSourceSettings } from '../../domain/correlation/settings';
import type { MetricSource } from '../../domain/ports';
import { createAccountGate } from '../http/account-gate';
import { callJson } from '../http/json-caller';

const Answer = z.object({
  series: z
    .array(z.object({ pointlist: z.array(z.tuple([z.number(), z.number().nullable()])).default([]) }))
    .default([]),
  /** A query that Datadog cannot read is answered 200 with this. */
  error: z.string().nullish(),
});

const Refusal = z.object({ errors: z.array(z.string()) });

export function createDatadogSource(
  settings: Extract<MetricSourceSettings, { kind: 'datadog' }>,
  options: { timeoutMs: number; now(): Date },
): MetricSource {
  const { name, apiKey, applicationKey, queries } = settings;
  const api = {
    ...{ name, baseUrl: settings.baseUrl.replace(/\/+$/, ''), gate: createAccountGate(name, options) },
    secrets: () => [apiKey, applicationKey],
    now: () => options.now(),
    explain(body: unknown) {
      const said = Refusal.safeParse(body);
      return said.success ? { message: said.data.errors.join('; ') } : {};
    },
  };
  const seconds = (at: string) => String(Math.floor(Date.parse(at) / 1000));
  return {
    name,
    read: (here, from, to) =>
      Promise.all(
        queries.map(async ({ name: called, query, unit }): Promise<MetricReading> => {
          const { series } = await callJson(api, {
            ...{ purpose: 'read', method: 'GET', path: '/api/v1/query', schema: Answer },
            query: { query: queryFor(query, here), from: seconds(from), to: seconds(to) },
            headers: { 'dd-api-key': apiKey, 'dd-application-key': applicationKey },
            timeoutMs: options.timeoutMs,
          });
          const points = series
            .flatMap(({ pointlist }) => pointlist)
            .flatMap(([ms, value]) => (value === null ? [] : [{ at: new Date(ms).toISOString(), value }]))
            .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
          return { name: called, ...(unit === undefined ? {} : { unit }), points };
        }),
      ),
  };
}
