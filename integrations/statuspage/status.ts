// Status pages in Statuspage's format (`/api/v2/summary.json`), as Fivetran, Airbyte and most vendors publish theirs.
import { z } from 'zod';
import type { Provider } from '../../domain/connection-ref';
import type { ProviderStatusReport } from '../../domain/correlation/provider-status';
import type { ProviderStatus } from '../../domain/ports';
import { createAccountGate, type AccountGate } from '../http/account-gate';
import { callJson } from '../http/json-caller';

const Summary = z.object({
  status: z.object({
    indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']).catch('minor'),
    description: z.string().default(''),
  }),
  incidents: z
    .array(
      z.object({
        name: z.string(),
        impact: z.string().default('none'),
        started_at: z.string().nullish(),
        created_at: z.string().nullish(),
      }),
    )
    .default([]),
});

/** Asked again no sooner: a page changes by the minute at most, and many incidents may open at once. */
const FRESH_MS = 60_000;

export function createStatusPages(
  pages: Partial<Record<Provider, string>>,
  options: { timeoutMs: number; now(): Date },
): ProviderStatus {
  const gates = new Map<Provider, AccountGate>();
  const last = new Map<Provider, { at: number; report: ProviderStatusReport }>();
  return {
    async read(provider) {
      const baseUrl = pages[provider];
      if (baseUrl === undefined) return null;
      const known = last.get(provider);
      const now = options.now().getTime();
      if (known && now - known.at < FRESH_MS) return known.report;
      const gate = gates.get(provider) ?? createAccountGate(`${provider}'s status page`, options);
      gates.set(provider, gate);
      const api = {
        ...{ name: `${provider} status`, baseUrl: baseUrl.replace(/\/+$/, ''), gate },
        ...{ secrets: () => [], explain: () => ({}), now: () => options.now() },
      };
      const { status, incidents } = await callJson(api, {
        ...{ purpose: 'read', method: 'GET', path: '/api/v2/summary.json', headers: {} },
        ...{ timeoutMs: options.timeoutMs, schema: Summary },
      });
      const report = {
        ...status,
        incidents: incidents.map((one) => ({
          ...{ name: one.name, impact: one.impact },
          startedAt: one.started_at ?? one.created_at ?? 'an unknown time',
        })),
      };
      last.set(provider, { at: now, report });
      return report;
    },
  };
}
