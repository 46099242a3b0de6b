// What somebody may see, as a condition on rows that name a connection.
import { sql, type RawBuilder } from 'kysely';
import type { SeenPart, Sight } from '../../domain/access/sight';

/** Rows have provider, account and connection_id; `tags` is the expression that yields the connection's. */
export function withinSight(sight: Sight, tags: RawBuilder<unknown>): RawBuilder<boolean> {
  return allOf(sight.map((parts) => anyOf(parts.map((part) => within(part, tags)))));
}

function within(part: SeenPart, tags: RawBuilder<unknown>): RawBuilder<boolean> {
  const { provider, account, connectionId } = part;
  return allOf([
    ...(provider === undefined ? [] : [sql<boolean>`provider = ${provider}`]),
    ...(account === undefined ? [] : [sql<boolean>`account = ${account}`]),
    ...(connectionId === undefined ? [] : [sql<boolean>`connection_id like ${likeOf(connectionId)}`]),
    ...Object.entries(part.tags ?? {}).map(
      ([key, value]) => sql<boolean>`lower(btrim(${tags} ->> ${key}::text)) = lower(btrim(${value}::text))`,
    ),
  ]);
}

/** Only `*` means anything in our patterns. */
function likeOf(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

function allOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

function anyOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
