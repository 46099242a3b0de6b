// What makes a change to a stream breaking: which of its fields are a cursor in use, or a key that deduplicates.
import type { StreamConfig } from './native';

export function usesCursor({ syncMode }: StreamConfig): boolean {
  return syncMode?.startsWith('incremental') === true;
}

export function deduplicates({ syncMode }: StreamConfig): boolean {
  return syncMode === 'incremental_deduped_history' || syncMode === 'full_refresh_overwrite_deduped';
}

/** Removing one of these fields breaks the stream; nothing else does (CatalogDiffHelpers in airbyte-platform). */
export function isBreakingLoss(stream: StreamConfig, field: string): boolean {
  if (usesCursor(stream) && stream.cursorField?.[0] === field) return true;
  return deduplicates(stream) && stream.primaryKey?.some((path) => path[0] === field) === true;
}
