// Search attributes must be known to the namespace before an incident can carry them.
import type { NativeConnection } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { OpError } from '../domain/op-error';
import { INCIDENT_ATTRIBUTES } from '../workflows/search-attributes';

/**
 * Adds those that the namespace lacks.
 * @throws OpError with the commands for an operator where workers may not do it themselves, as on Temporal Cloud.
 */
export async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const names = Object.values(INCIDENT_ATTRIBUTES).map((key) => key.name);
  const missing = names.filter((name) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const keyword = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
    });
  } catch (cause) {
    throw new OpError(
      'provider.rejected',
      {
        message:
          `the namespace ${namespace} lacks the search attributes ${missing.join(', ')} and does not let workers add ` +
          `them: temporal operator search-attribute create --namespace ${namespace} --type Keyword --name ${missing.join(' --name ')}`,
      },
      { cause },
    );
  }
}
