// Incidents as visibility shows them: works with no worker and no API running.
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { parseIncidentWorkflowId, publicIncidentId } from '../domain/connection-ref';
import { INCIDENT_WORKFLOW } from '../workflows/messages';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';
import type { IncidentSummary } from './incident-door';
import { describeRun } from './locate-incident';

const LISTED_AT_MOST = 50;
const DESCRIBED_AT_ONCE = 10;

/** Newest first; the public ID needs the first run's ID, which only the run itself tells. */
export async function listIncidents(
  client: Client,
  filter: { openOnly?: boolean; limit?: number },
): Promise<IncidentSummary[]> {
  const limit = filter.limit ?? LISTED_AT_MOST;
  const query = [
    `WorkflowType='${INCIDENT_WORKFLOW}'`,
    filter.openOnly === true ? `ExecutionStatus='Running'` : `ExecutionStatus!='ContinuedAsNew'`,
  ].join(' AND ');
  const runs: WorkflowExecutionInfo[] = [];
  for await (const run of client.workflow.list({ query, pageSize: Math.min(limit, 200) })) {
    runs.push(run);
    if (runs.length >= limit) break;
  }
  const summaries: IncidentSummary[] = [];
  for (let start = 0; start < runs.length; start += DESCRIBED_AT_ONCE) {
    const some = runs.slice(start, start + DESCRIBED_AT_ONCE);
    const found = await Promise.all(some.map((run) => summarise(client, run)));
    summaries.push(...found.flat());
  }
  return summaries.sort((a, b) => b.openedAt.localeCompare(a.openedAt));
}

async function summarise(client: Client, run: WorkflowExecutionInfo): Promise<IncidentSummary[]> {
  const connection = parseIncidentWorkflowId(run.workflowId);
  if (!connection) return [];
  const attributes = run.typedSearchAttributes;
  const described = await describeRun(client, run.workflowId, run.runId);
  const firstRunId = described?.firstRunId ?? run.runId;
  return [
    {
      id: publicIncidentId(firstRunId),
      workflowId: run.workflowId,
      runId: firstRunId,
      connection,
      status: attributes.get(INCIDENT_ATTRIBUTES.status) ?? run.status.name.toLowerCase(),
      class: attributes.get(INCIDENT_ATTRIBUTES.class) ?? null,
      severity: attributes.get(INCIDENT_ATTRIBUTES.severity) ?? null,
      mode: attributes.get(INCIDENT_ATTRIBUTES.mode) ?? null,
      openedAt: run.startTime.toISOString(),
      closedAt: run.closeTime?.toISOString() ?? null,
    },
  ];
}
