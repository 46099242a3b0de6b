// Finds what an earlier call may have made although its answer was lost. Lists, since search lags behind by minutes.
import { z } from 'zod';
import type { Incident } from '../../domain/incident';
import type { GithubApi } from './api';
import { issueMarker } from './markdown';
import { CommentSchema, IssueSchema } from './wire.schema';

const PAGE = 100;
/** A repository with more issues than this since the incident opened is no place for it. */
const PAGES_MAX = 5;

/** The number of the incident's issue, or `null`. @throws OpError */
export async function findIssue(
  github: GithubApi,
  repository: string,
  { id, openedAt }: Incident,
): Promise<string | null> {
  const marker = issueMarker(id);
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const issues = await github.call('GET', `/repos/${repository}/issues`, z.array(IssueSchema), {
      query: {
        ...{ state: 'all', sort: 'created', direction: 'desc', since: openedAt },
        ...{ per_page: String(PAGE), page: String(page) },
      },
    });
    const found = issues.find(
      ({ body, pull_request: pull }) => pull === undefined && (body ?? '').startsWith(marker),
    );
    if (found) return String(found.number);
    if (issues.length < PAGE) return null;
  }
  return null;
}

/** Whether this comment stands there already; comments are told apart by their marker, or by their words. @throws OpError */
export async function isTold(
  github: GithubApi,
  repository: string,
  number: string,
  { openedAt }: Incident,
  comment: string,
): Promise<boolean> {
  const [marker = comment] = /^<!-- penstock-line:.*? -->/.exec(comment) ?? [];
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const comments = await github.call(
      'GET',
      `/repos/${repository}/issues/${number}/comments`,
      z.array(CommentSchema),
      { query: { since: openedAt, per_page: String(PAGE), page: String(page) } },
    );
    if (comments.some(({ body }) => (body ?? '').startsWith(marker))) return true;
    if (comments.length < PAGE) return false;
  }
  return false;
}
