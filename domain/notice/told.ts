// An incident in words that every surface shares: title, facts, how it ended, what happens next. Pure; never a secret.
import type { Incident } from '../incident';
import { plainText } from './plain-text';

export interface Fact {
  label: string;
  value: string;
}

/** Nothing will happen any more. */
export function isOver({ status }: Pick<Incident, 'status'>): boolean {
  return status === 'resolved' || status === 'closed' || status === 'cancelled';
}

/** `[HIGH] orders → snowflake: failed (rate_limit)`: severity, and at the end the outcome, in words. */
export function titleOf(incident: Incident): string {
  const { severity, status, connection, diagnosis } = incident;
  const head = (isOver(incident) ? status : severity).toUpperCase();
  const what = diagnosis ? `${diagnosis.symptom.replace(/_/g, ' ')} (${diagnosis.class})` : 'in trouble';
  return plainText(`[${head}] ${connection.name} → ${connection.destination}: ${what}`);
}

/** What a person wants to know at a glance, in order. */
export function factsOf(incident: Incident): Fact[] {
  const { connection, provider, account, diagnosis, status, flags, severity, mode, events } = incident;
  const confidence = diagnosis
    ? `${diagnosis.confidence.toFixed(2)} (${diagnosis.band}, by ${diagnosis.ruleId ?? diagnosis.decidedBy})`
    : 'not yet known';
  const facts: Fact[] = [
    { label: 'Connection', value: `${connection.name} (${connection.service}, ${provider}/${account})` },
    { label: 'Destination', value: connection.destination },
    { label: 'Class', value: diagnosis?.class ?? 'not yet known' },
    { label: 'Confidence', value: confidence },
    { label: 'Status', value: [status.replace(/_/g, ' '), ...flags].join(', ') },
    { label: 'Severity', value: severity },
    { label: 'Mode', value: mode },
    { label: 'Since', value: `${incident.openedAt}${events.count > 1 ? `, ×${events.count}` : ''}` },
    { label: 'Incident', value: incident.id },
  ];
  return facts.map(({ label, value }) => ({ label, value: plainText(value) }));
}

/** How it ended, with its proof; empty while it goes on. */
export function endingOf({ resolution }: Incident): string[] {
  if (!resolution) return [];
  const { status, reason, by, at, note, proof = [] } = resolution;
  const how = `${capital(status)} (${reason.replace(/_/g, ' ')}) by ${by} at ${at}`;
  return [note === undefined ? how : `${how}: ${note}`, ...proof.map((line) => `Proof: ${line}`)].map(
    plainText,
  );
}

/** What the engine does next by itself, and when. */
export function nextOf({ next }: Incident): string {
  return plainText(next);
}

/** Where to look and decide: the console before Temporal before the provider; web addresses alone. */
export function linksOf({ links }: Incident): { title: string; url: string }[] {
  const all = [
    { title: 'Open in Penstock', url: links.console },
    { title: 'Workflow', url: links.temporal },
    { title: 'Connection at the provider', url: links.provider },
  ];
  return all.flatMap(({ title, url }) => (url !== null && /^https?:\/\//i.test(url) ? [{ title, url }] : []));
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
