// config/model.yaml: budgets, prices and which endpoints may be asked. Without the file the defaults hold.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DEFAULT_MODEL_SETTINGS, ModelFileSchema } from '../../domain/model/model-config.schema';
import type { ModelSettings } from '../../domain/model/settings';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';

const FILE = 'model.yaml';

/** @throws ConfigFileError naming every mistake with line and column. */
export async function loadModelSettings(folder: string): Promise<ModelSettings> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return DEFAULT_MODEL_SETTINGS;
  const result = await readYaml(path, join(basename(folder), FILE), ModelFileSchema);
  if ('mistakes' in result) throw new ConfigFileError(result.mistakes);
  return result.value;
}
