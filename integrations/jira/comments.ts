// Comments on a ticket: each line of progress once, known again by a property that people do not see.
import type { JiraApi } from './api';
import { wordsOf, type AdfDocument } from './document';
import { CommentSchema, CommentsSchema } from './wire.schema';

const PROPERTY = 'penstock.line';
const NEWEST = 100;

export interface Line {
  key: string;
  body: AdfDocument;
}

/** @param again lines that stand there already are left out @throws OpError */
export async function tellLines(jira: JiraApi, ticket: string, lines: Line[], again: boolean): Promise<void> {
  const path = `/rest/api/3/issue/${ticket}/comment`;
  const told = again && lines.length > 0 ? await toldOn(jira, path) : () => false;
  for (const line of lines.filter((one) => !told(one)))
    await jira.ask('POST', path, CommentSchema, {
      body: { body: line.body, properties: [{ key: PROPERTY, value: { line: line.key } }] },
    });
}

/** Where the property is not given back, the words decide: they hold the moment of what they tell. */
async function toldOn(jira: JiraApi, path: string): Promise<(line: Line) => boolean> {
  const query = { orderBy: '-created', maxResults: String(NEWEST), expand: 'properties' };
  const { comments } = await jira.ask('GET', path, CommentsSchema, { query });
  const keys = new Set(
    comments.flatMap(({ properties }) =>
      properties.filter(({ key }) => key === PROPERTY).map(({ value }) => JSON.stringify(value)),
    ),
  );
  const words = new Set(comments.map(({ body }) => wordsOf(body)));
  return ({ key, body }) => keys.has(JSON.stringify({ line: key })) || words.has(wordsOf(body));
}
