// Jira: one ticket an incident, edited as it goes on, a comment for each line of progress, moved when it is over.
import { createHash } from 'node:crypto';
import { callOf } from '../../domain/notice/call';
import type { Notice, SurfaceMark } from '../../domain/notice/notice';
import { cutText } from '../../domain/notice/plain-text';
import type { JiraSettings } from '../../domain/notice/surfaces';
import { isOver, titleOf } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { createJiraApi, type JiraApi } from './api';
import { tellLines, type Line } from './comments';
import { askingDocument, descriptionOf, lineDocument } from './document';
import { incidentLabel, isPlanLabel, planLabel } from './labels';
import { moveTicket, type Wanted } from './move';
import { CreatedSchema, FoundSchema } from './wire.schema';

const SUMMARY_MAX = 255;
const MENTIONS_MAX = 10;

/** A ticket as we left it, or as it was found. */
interface Ticket {
  key: string;
  digest: string | undefined;
  planLabels: string[];
}

/** @param userOf Jira's account ID of a person, where one is known */
export function createJiraSurface(
  settings: JiraSettings,
  options: { timeoutMs: number; now(): Date; userOf(personId: string): string | undefined },
): Surface {
  const jira = createJiraApi(settings, options);
  return {
    kind: 'jira',
    async show(notice, mark, again) {
      const { incident } = notice;
      const project = projectOf(mark?.['project'] ?? notice.place ?? settings.project);
      const fields = {
        summary: cutText(titleOf(incident), SUMMARY_MAX),
        description: descriptionOf(incident),
      };
      const labels = incident.plan ? [planLabel(incident.plan.hash)] : [];
      const digest = createHash('sha256')
        .update(JSON.stringify([fields, labels]))
        .digest('hex')
        .slice(0, 16);
      const known = knownTicket(mark) ?? (again ? await findTicket(jira, project, incident.id) : null);
      const key = known?.key ?? (await create(jira, settings, project, incident.id, fields, labels));
      if (known && (again || known.digest !== digest)) await edit(jira, known, fields, labels);
      const call = callOf(notice, mark?.['asked']);
      const called = call.people.flatMap((person) => options.userOf(person) ?? []).slice(0, MENTIONS_MAX);
      const lines: Line[] = [
        ...(mark === null
          ? []
          : notice.progress.map((line) => ({ key: line.key, body: lineDocument(line) }))),
        ...(called.length > 0 ? [{ key: call.key, body: askingDocument(incident, called) }] : []),
      ];
      await tellLines(jira, key, lines, again);
      const moved = await move(jira, key, notice, settings, mark?.['moved']);
      return { key, project, digest, moved, asked: call.asked, plan: labels[0] ?? '' };
    },
  };
}

function knownTicket(mark: SurfaceMark | null): Ticket | null {
  const { key, digest, plan } = mark ?? {};
  return key === undefined ? null : { key, digest, planLabels: plan ? [plan] : [] };
}

/** Jira's search lags behind by seconds, which the pause before a repeated call is longer than. */
async function findTicket(jira: JiraApi, project: string, incidentId: string): Promise<Ticket | null> {
  const jql = `project = "${project}" AND labels = "${incidentLabel(incidentId)}" ORDER BY created ASC`;
  const { issues } = await jira.ask('POST', '/rest/api/3/search/jql', FoundSchema, {
    ...{ purpose: 'read', body: { jql, fields: ['labels'], maxResults: 1 } },
  });
  const [issue] = issues;
  return issue
    ? { key: issue.key, digest: undefined, planLabels: issue.fields.labels.filter(isPlanLabel) }
    : null;
}

async function create(
  jira: JiraApi,
  { issueType, labels: common }: JiraSettings,
  project: string,
  incidentId: string,
  content: { summary: string; description: object },
  labels: string[],
): Promise<string> {
  const fields = {
    ...content,
    ...{ project: { key: project }, issuetype: { name: issueType } },
    labels: [...common, incidentLabel(incidentId), ...labels],
  };
  return (await jira.ask('POST', '/rest/api/3/issue', CreatedSchema, { body: { fields } })).key;
}

/** Labels that people gave stay. */
async function edit(jira: JiraApi, ticket: Ticket, fields: object, labels: string[]): Promise<void> {
  const changes = [
    ...ticket.planLabels.filter((label) => !labels.includes(label)).map((remove) => ({ remove })),
    ...labels.map((add) => ({ add })),
  ];
  const update = changes.length > 0 ? { update: { labels: changes } } : {};
  await jira.tell('PUT', `/rest/api/3/issue/${ticket.key}`, { fields, ...update });
}

/** Each move is made once, so that nobody is fought over a ticket: what was moved for is remembered. */
async function move(
  jira: JiraApi,
  key: string,
  { incident }: Notice,
  { statuses }: JiraSettings,
  before = '',
): Promise<string> {
  const { awaiting, done } = statuses;
  let why = before;
  let wanted: Wanted | null = null;
  if (isOver(incident)) {
    why = 'over';
    wanted = done === undefined ? { category: 'done' } : { name: done };
  } else if (incident.plan && incident.availableTransitions.includes('approve') && awaiting !== undefined) {
    // After a vote that did not suffice the ticket waits for the next.
    why = `${incident.plan.hash}/${incident.approval?.votes.length ?? 0}`;
    wanted = { name: awaiting };
  }
  if (wanted === null || why === before) return before;
  const obstacle = await moveTicket(jira, key, wanted);
  if (obstacle !== null) {
    const line = { key: `obstacle/${why}`, at: incident.updatedAt, text: obstacle };
    await tellLines(jira, key, [{ key: line.key, body: lineDocument(line) }], true);
  }
  return why;
}

/** It becomes part of a query. */
function projectOf(place: string): string {
  if (/^[A-Z][A-Z0-9_]{1,254}$/.test(place)) return place;
  throw new OpError('provider.rejected', {
    message: `"${place}" is no key of a Jira project; write one such as DATA in the route`,
  });
}
