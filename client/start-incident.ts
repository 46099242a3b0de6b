// How an incident is started: ID, queue, policies, search attributes and what the Temporal UI shows about it.
import { WORKFLOW_TASK_QUEUE, incidentWorkflowId } from '../domain/connection-ref';
import type { IncidentInput } from '../domain/incident-input';
import type { PipelineEvent } from '../domain/pipeline-event';
import { eventReported } from '../workflows/messages';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';

/** Options of `signalWithStart`: joins the connection's open incident, or opens one. */
export function startIncident(event: PipelineEvent) {
  const signalArgs: [PipelineEvent] = [event];
  const args: [IncidentInput] = [{ event }];
  return {
    workflowId: incidentWorkflowId(event),
    taskQueue: WORKFLOW_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    args,
    signal: eventReported,
    signalArgs,
    typedSearchAttributes: [
      { key: INCIDENT_ATTRIBUTES.provider, value: event.provider },
      { key: INCIDENT_ATTRIBUTES.account, value: event.account },
      { key: INCIDENT_ATTRIBUTES.connection, value: event.connectionId },
      { key: INCIDENT_ATTRIBUTES.status, value: 'open' },
    ],
    staticSummary: `${event.kind} · ${event.provider}/${event.account} · ${nameOf(event)}`,
    staticDetails: details(event),
  };
}

/** The provider's message stays out: it is untrusted text and stands in the event itself. */
function details(event: PipelineEvent): string {
  return [
    `**${event.kind}** on \`${nameOf(event)}\``,
    '',
    `- provider: ${event.provider}, account \`${event.account}\`, connection \`${plain(event.connectionId)}\``,
    `- happened ${event.occurredAt}, reported by ${event.source}`,
    ...(event.runId === undefined ? [] : [`- run: \`${plain(event.runId)}\``]),
    '',
    'What is known and what happens next stands under "Current details" and in the query `incident`.',
  ].join('\n');
}

function nameOf(event: PipelineEvent): string {
  return plain(event.connectionName ?? event.connectionId);
}

/** One line, nothing that Markdown would read. */
function plain(text: string): string {
  return text.replace(/[`\p{Cc}]+/gu, ' ').slice(0, 100);
}
