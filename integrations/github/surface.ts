// GitHub: one issue an incident, edited as it goes on, a comment for each line of progress, closed at the end.
import { createHash } from 'node:crypto';
import type { Incident } from '../../domain/incident';
import { callOf, type Call } from '../../domain/notice/call';
import type { Notice } from '../../domain/notice/notice';
import { cutText } from '../../domain/notice/plain-text';
import type { GithubSettings } from '../../domain/notice/surfaces';
import { isOver, titleOf } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { createGithubApi, type GithubApi } from './api';
import { findIssue, isTold } from './find';
import { askingComment, bodyOf, progressComment } from './markdown';
import { CommentSchema, IssueSchema } from './wire.schema';

const TITLE_MAX = 256;
const MENTIONS_MAX = 10;

/** @param userOf GitHub's login of a person, where one is known */
export function createGithubSurface(
  settings: GithubSettings,
  options: { timeoutMs: number; now(): Date; userOf(personId: string): string | undefined },
): Surface {
  const github = createGithubApi(settings, options);
  return {
    kind: 'github',
    async show(notice, mark, again) {
      const { incident } = notice;
      const repository = mark?.['repository'] ?? repositoryOf(notice.place ?? settings.repository);
      const content = contentOf(incident);
      const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
      const known = mark?.['number'] ?? (again ? await findIssue(github, repository, incident) : null);
      const number = known ?? (await created(github, repository, content, settings.labels));
      // An issue cannot be made closed, and what a lost answer left behind may be older than what is to be shown.
      const stale = known === null ? isOver(incident) : again || mark?.['digest'] !== digest;
      if (stale) await github.call('PATCH', issuePath(repository, number), IssueSchema, { body: content });
      const call = callOf(notice, mark?.['asked']);
      for (const body of comments(notice, call, mark === null, options.userOf))
        if (!again || !(await isTold(github, repository, number, incident, body)))
          await github.call('POST', `${issuePath(repository, number)}/comments`, CommentSchema, {
            body: { body },
          });
      return { repository, number, digest, asked: call.asked };
    },
  };
}

function issuePath(repository: string, number: string): string {
  return `/repos/${repository}/issues/${number}`;
}

async function created(
  github: GithubApi,
  repository: string,
  { title, body }: ReturnType<typeof contentOf>,
  labels: string[],
): Promise<string> {
  const fields = { body: { title, body, labels } };
  return String((await github.call('POST', `/repos/${repository}/issues`, IssueSchema, fields)).number);
}

/** An issue that somebody closed stays closed: only the end of the incident decides over it. */
function contentOf(incident: Incident) {
  return {
    title: cutText(titleOf(incident), TITLE_MAX),
    body: bodyOf(incident),
    ...(isOver(incident) && {
      state: 'closed',
      state_reason: endedWell(incident) ? 'completed' : 'not_planned',
    }),
  };
}

function endedWell({ resolution }: Incident): boolean {
  return ['verified', 'fixed_by_human', 'self_recovered'].includes(resolution?.reason ?? '');
}

/** What happened before the issue was made is told by the issue itself. */
function comments(
  { incident, progress }: Notice,
  { people, key }: Call,
  first: boolean,
  userOf: (personId: string) => string | undefined,
): string[] {
  const called = people.flatMap((person) => userOf(person) ?? []).slice(0, MENTIONS_MAX);
  const call = called.length > 0 ? [askingComment(incident, called, key)] : [];
  return [...(first ? [] : progress.map(progressComment)), ...call];
}

/** It becomes part of a path. */
function repositoryOf(place: string): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(place) && !/(^|\/)\.{1,2}(\/|$)/.test(place)) return place;
  throw new OpError('provider.rejected', {
    message: `"${place}" is no GitHub repository; write owner/name in the route`,
  });
}
