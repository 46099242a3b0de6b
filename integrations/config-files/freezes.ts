// config/freezes.yaml. Without the file nothing is frozen in advance.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FreezeWindow } from '../../domain/brakes/brake';
import { FreezesFileSchema } from '../../domain/brakes/freezes.schema';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';

const FILE = 'freezes.yaml';

/** @throws ConfigFileError naming every mistake with line and column. */
export async function loadFreezes(folder: string): Promise<FreezeWindow[]> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return [];
  const result = await readYaml(path, join(basename(folder), FILE), FreezesFileSchema);
  if ('mistakes' in result) throw new ConfigFileError(result.mistakes);
  return result.value.spec.windows;
}
