// Queries with a connection's fields in them: what stands there is a value, never a part of the query.
import type { Here } from './neighbours';

/** What a query may name, as `{{connectionId}}`. */
export const TEMPLATE_FIELDS = ['provider', 'account', 'connectionId', 'service', 'destination'] as const;

const FIELD = /\{\{\s*(\w+)\s*\}\}/g;

/** Names that no connection has. */
export function unknownFields(template: string): string[] {
  const known: readonly string[] = TEMPLATE_FIELDS;
  return [...template.matchAll(FIELD)].map(([, name = '']) => name).filter((name) => !known.includes(name));
}

/**
 * The query for this connection. Whatever could end a string, a label or a tag in PromQL or in Datadog's language
 * becomes `_`, so a name chosen by somebody else stays a name.
 */
export function queryFor(template: string, here: Here): string {
  const values: Record<string, string> = {
    ...{ provider: here.provider, account: here.account, connectionId: here.connectionId },
    ...{ service: here.service, destination: here.destination },
  };
  return template.replace(FIELD, (_, name: string) =>
    (values[name] ?? '').replace(/[^\p{L}\p{N}_.:/@-]/gu, '_').slice(0, 200),
  );
}
