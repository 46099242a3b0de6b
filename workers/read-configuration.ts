// Everything that files and environment can be wrong about, read before anything is started or reached.
import type { FreezeWindow } from '../domain/brakes/brake';
import type { SurfacesSettings } from '../domain/notice/surfaces';
import { loadCorrelation } from '../integrations/config-files/correlation-settings';
import { loadFreezes } from '../integrations/config-files/freezes';
import { loadConfigFiles } from '../integrations/config-files/load';
import { loadRoutes } from '../integrations/config-files/routes';
import { surfaceSettings } from '../integrations/config-files/surface-settings';
import { readEnvironment } from '../integrations/secrets/environment';
import { SlackEnvironmentSchema } from '../integrations/slack/settings.schema';
import { readModel } from './compose-model';

export interface Configuration {
  files: Awaited<ReturnType<typeof loadConfigFiles>>;
  freezes: FreezeWindow[];
  surfaces: SurfacesSettings;
}

/** @throws EnvironmentError naming the key, ConfigFileError naming the place */
export async function readConfiguration(options: {
  environment: NodeJS.ProcessEnv;
  configFolder: string;
}): Promise<Configuration> {
  const { environment, configFolder } = options;
  const files = await loadConfigFiles(configFolder, environment);
  readEnvironment(SlackEnvironmentSchema, environment);
  const surfaces = await surfaceSettings(options);
  const freezes = await loadFreezes(configFolder);
  // Whoever uses these reads them again, with what they need beside.
  await loadRoutes(configFolder);
  await loadCorrelation(configFolder, environment);
  await readModel(options);
  return { files, freezes, surfaces };
}
