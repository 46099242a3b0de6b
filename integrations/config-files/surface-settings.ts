// The places where people follow incidents, from the environment and config/surfaces.yaml: what the file names counts first.
import type { SurfacesSettings } from '../../domain/notice/surfaces';
import { SurfaceEnvironmentSchema, surfacesOf } from '../../domain/notice/surface-environment.schema';
import { EnvironmentError, readEnvironment } from '../secrets/environment';
import { loadSurfaces } from './surfaces';

/** @throws EnvironmentError naming the keys, ConfigFileError naming the places */
export async function surfaceSettings({
  environment,
  configFolder,
}: {
  environment: NodeJS.ProcessEnv;
  configFolder: string;
}): Promise<SurfacesSettings> {
  const { settings, faults } = surfacesOf(readEnvironment(SurfaceEnvironmentSchema, environment));
  if (faults.length > 0) throw new EnvironmentError(faults.join('\n'));
  return { ...settings, ...(await loadSurfaces(configFolder, environment)) };
}
