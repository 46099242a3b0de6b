// Search attributes must be known to the namespace before an incident can carry them.
import type { NativeConnection } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';

/** Adds those that the namespace lacks. Needs no right beyond what a worker has on a self-hosted server. */
export async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(INCIDENT_ATTRIBUTES).filter((key) => !(key.name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const keyword = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((key) => [key.name, keyword])),
  });
}
