// An incident as a PagerDuty event: which action, which severity, what the alert says. Pure.
import type { Incident } from '../../domain/incident';
import { cutText } from '../../domain/notice/plain-text';
import { factsOf, isOver, linksOf, nextOf, titleOf } from '../../domain/notice/told';
import { diagnosisLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';
import type { Severity } from '../../domain/plan';

export type EventAction = 'trigger' | 'acknowledge' | 'resolve';

/** PagerDuty's own words for ours. */
const SEVERITY: Record<Severity, 'critical' | 'error' | 'warning' | 'info'> = {
  ...{ critical: 'critical', high: 'error', warning: 'warning', info: 'info' },
};
/** developer.pagerduty.com, Events API v2, trigger events. */
const SUMMARY_MAX = 1024;
const DETAIL_MAX = 4000;

/** A vote or an accepted hand-off says that a person is at it. */
export function eventAction(incident: Incident): EventAction {
  if (isOver(incident)) return 'resolve';
  const voted = (incident.approval?.votes.length ?? 0) > 0;
  return voted || incident.flags.includes('handoff') ? 'acknowledge' : 'trigger';
}

/** What a trigger event has beside its key. */
export function triggerOf(incident: Incident) {
  const { connection, provider, account, severity, diagnosis, openedAt } = incident;
  const links = linksOf(incident).map(({ title, url }) => ({ href: url, text: title }));
  return {
    client: 'Penstock',
    ...(links[0] !== undefined && { client_url: links[0].href }),
    links,
    payload: {
      summary: cutText(titleOf(incident), SUMMARY_MAX),
      source: `${provider}/${account}/${connection.id}`,
      severity: SEVERITY[severity],
      timestamp: openedAt,
      component: connection.name,
      group: connection.destination,
      class: diagnosis?.class ?? 'unknown',
      custom_details: detailsOf(incident),
    },
  };
}

function detailsOf(incident: Incident): Record<string, string> {
  const facts = factsOf(incident).map(({ label, value }): [string, string] => [label, value]);
  const texts: [string, string[]][] = [
    ['What is wrong', diagnosisLines(incident)],
    ['Proposed', planLines(incident)],
    ['Instead', optionLines(incident)],
    ['Approval', approvalLines(incident)],
    ['What happens next', [nextOf(incident)]],
  ];
  const long = texts.flatMap(([label, lines]): [string, string][] =>
    lines.length === 0 ? [] : [[label, cutText(lines.join('\n'), DETAIL_MAX)]],
  );
  return Object.fromEntries([...facts, ...long]);
}
