// Filters over what only an incident's document holds: its class, its severity, words in it.
import { sql, type SelectQueryBuilder } from 'kysely';
import type { IncidentFilter } from '../../domain/reader-ports';
import type { Tables } from './tables';

type Incidents<O> = SelectQueryBuilder<Tables, 'incidents', O>;

/** Not indexed: asked by people who look at one page. */
export function ofKind<O>(
  query: Incidents<O>,
  { class: classes, severity, text }: IncidentFilter,
): Incidents<O> {
  let found = query;
  if (classes && classes.length > 0)
    found = found.where(sql<string>`document -> 'diagnosis' ->> 'class'`, 'in', classes);
  if (severity && severity.length > 0)
    found = found.where(sql<string>`document ->> 'severity'`, 'in', severity);
  if (text) found = found.where(WORDS, 'ilike', `%${likeText(text)}%`);
  return found;
}

const WORDS = sql<string>`concat_ws(' ', id, connection_id, document -> 'connection' ->> 'name', document -> 'connection' ->> 'service', document -> 'connection' ->> 'destination', document -> 'diagnosis' ->> 'summary')`;

/** The text itself, wherever LIKE reads patterns. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
