// One sync mode on the public API is two on the config API: how the source reads, how the destination writes.

const PAIRS: readonly (readonly [mode: string, syncMode: string, destinationSyncMode: string])[] = [
  ['full_refresh_overwrite', 'full_refresh', 'overwrite'],
  ['full_refresh_overwrite_deduped', 'full_refresh', 'overwrite_dedup'],
  ['full_refresh_append', 'full_refresh', 'append'],
  ['full_refresh_update', 'full_refresh', 'update'],
  ['full_refresh_soft_delete', 'full_refresh', 'soft_delete'],
  ['incremental_append', 'incremental', 'append'],
  ['incremental_deduped_history', 'incremental', 'append_dedup'],
  ['incremental_update', 'incremental', 'update'],
  ['incremental_soft_delete', 'incremental', 'soft_delete'],
];

export function configSyncMode(mode: string): { syncMode: string; destinationSyncMode: string } {
  const [, syncMode, destinationSyncMode] = PAIRS.find(([name]) => name === mode) ?? [
    '',
    'full_refresh',
    'overwrite',
  ];
  return { syncMode, destinationSyncMode };
}

export function publicSyncMode(syncMode: string, destinationSyncMode: string): string | null {
  return PAIRS.find(([, from, to]) => from === syncMode && to === destinationSyncMode)?.[0] ?? null;
}
