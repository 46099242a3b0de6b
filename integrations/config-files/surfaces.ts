// config/surfaces.yaml: where people follow incidents. Without the file the environment alone counts.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SurfacesSettings } from '../../domain/notice/surfaces';
import { SurfacesFileSchema } from '../../domain/notice/surfaces.schema';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';

const FILE = 'surfaces.yaml';

/** @throws ConfigFileError naming every mistake with line and column. */
export async function loadSurfaces(folder: string, env: NodeJS.ProcessEnv): Promise<SurfacesSettings> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return {};
  const result = await readYaml(path, join(basename(folder), FILE), SurfacesFileSchema, env);
  if ('mistakes' in result) throw new ConfigFileError(result.mistakes);
  return result.value;
}
