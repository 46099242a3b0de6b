// config/correlation.yaml: where to look around a failure. Without the file nothing outside is asked.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CorrelationSettings } from '../../domain/correlation/settings';
import { CorrelationFileSchema, DEFAULT_CORRELATION } from '../../domain/correlation/settings.schema';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';

const FILE = 'correlation.yaml';

/** @throws ConfigFileError naming every mistake with line and column. */
export async function loadCorrelation(folder: string, env: NodeJS.ProcessEnv): Promise<CorrelationSettings> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return DEFAULT_CORRELATION;
  const result = await readYaml(path, join(basename(folder), FILE), CorrelationFileSchema, env);
  if ('mistakes' in result) throw new ConfigFileError(result.mistakes);
  return result.value;
}
