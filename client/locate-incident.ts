// From a name that people use to the run that is meant: public ID, workflow ID or connection.
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { publicIncidentId } from '../domain/connection-ref';
import { INCIDENT_WORKFLOW } from '../workflows/messages';
import { UnknownIncident, readTarget, type IncidentTarget } from './incident-door';
import { isNotFound } from './rpc-fault';

export interface LocatedIncident {
  workflowId: string;
  /** Newest run of this incident (it may have continued as new). */
  runId: string;
  firstRunId: string;
  open: boolean;
}

/** @throws UnknownIncident when no run kept by Temporal is meant. */
export async function locateIncident(client: Client, target: IncidentTarget): Promise<LocatedIncident> {
  const read = readTarget(target);
  const shown = typeof target === 'string' ? target : publicIncidentId(target.firstRunId);
  const unknown = () => new UnknownIncident(`no incident "${shown}" is known to Temporal`);
  if (read === undefined) {
    throw new UnknownIncident(
      `"${shown}" names no incident: expected inc-xxxxxxxx, a workflow ID, or provider/account/connection`,
    );
  }
  switch (read.by) {
    case 'workflowId': {
      const located = await describeRun(client, read.workflowId);
      if (located === undefined) throw unknown();
      return located;
    }
    case 'run': {
      const located = await newestRunOf(client, read.workflowId, read.firstRunId);
      if (located === undefined) throw unknown();
      return located;
    }
    case 'publicId': {
      const first = await firstRunOf(client, read.id);
      const located = first && (await newestRunOf(client, first.workflowId, first.firstRunId));
      if (located === undefined) throw unknown();
      return located;
    }
  }
}

/** A public ID holds the first group of the first run's UUID, which visibility can search for. */
async function firstRunOf(client: Client, publicId: string) {
  const query = `WorkflowType='${INCIDENT_WORKFLOW}' AND RunId STARTS_WITH '${publicId.slice('inc-'.length)}-'`;
  for await (const run of client.workflow.list({ query, pageSize: 10 })) {
    return { workflowId: run.workflowId, firstRunId: run.runId };
  }
  return undefined;
}

/** The run that carries on what `firstRunId` began; a later incident of the same connection is not it. */
async function newestRunOf(
  client: Client,
  workflowId: string,
  firstRunId: string,
): Promise<LocatedIncident | undefined> {
  const current = await describeRun(client, workflowId);
  if (current?.firstRunId === firstRunId) return current;
  const query = `WorkflowId='${workflowId.replace(/'/g, "\\'")}' AND ExecutionStatus!='ContinuedAsNew'`;
  for await (const run of client.workflow.list({ query, pageSize: 50 })) {
    const described = await describeRun(client, workflowId, run.runId);
    if (described?.firstRunId === firstRunId) return described;
  }
  return undefined;
}

/** The run as Temporal's own store (not visibility) knows it; needs no worker. */
export async function describeRun(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<LocatedIncident | undefined> {
  let description: WorkflowExecutionDescription;
  try {
    description = await client.workflow.getHandle(workflowId, runId).describe();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
  return {
    workflowId,
    runId: description.runId,
    firstRunId: description.raw.workflowExecutionInfo?.firstRunId || description.runId,
    open: description.status.name === 'RUNNING',
  };
}
