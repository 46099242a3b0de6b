// What the provider says of itself on its status page.
import type { Provider } from '../connection-ref';
import type { FailureClass } from '../failure-class';
import type { Observation } from './observation';

/** As Statuspage tells it: `none` = all is well. */
export type StatusIndicator = 'none' | 'minor' | 'major' | 'critical' | 'maintenance';

export interface ProviderStatusReport {
  indicator: StatusIndicator;
  /** The page's own words for the whole: `Partial System Outage`. */
  description: string;
  /** Unresolved incidents, newest first. */
  incidents: { name: string; impact: string; startedAt: string }[];
}

const INCIDENTS_SHOWN = 2;
/** What an outage of the provider looks like from a connection. */
const OUTAGE: readonly FailureClass[] = ['platform_bug', 'source_unavailable', 'network_transient'];

/** Pure; nothing to say while all is well. */
export function observeStatus(provider: Provider, report: ProviderStatusReport, now: string): Observation[] {
  const { indicator, description, incidents } = report;
  if (indicator === 'none' && incidents.length === 0) return [];
  const named = incidents
    .slice(0, INCIDENTS_SHOWN)
    .map(({ name, impact, startedAt }) => `"${name}" (${impact}, since ${startedAt})`);
  const what = named.length === 0 ? description : `${description}: ${named.join('; ')}`;
  const outage = indicator === 'major' || indicator === 'critical';
  return [
    {
      ...{ kind: 'correlation', at: now, text: `${provider}'s status page says ${what}` },
      ...(outage ? { supports: OUTAGE } : {}),
    },
  ];
}
