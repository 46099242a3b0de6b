// config/routes/*.yaml, in the order of their names. Without the folder nobody outside is told anything.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Route } from '../../domain/notice/route';
import { RoutesFileSchema } from '../../domain/notice/route.schema';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';
import { repeated } from './repeated';

const FOLDER = 'routes';

/** @throws ConfigFileError naming every mistake with line and column. */
export async function loadRoutes(folder: string): Promise<Route[]> {
  const path = join(folder, FOLDER);
  if (!existsSync(path)) return [];
  const names = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const files = await Promise.all(
    names.map((name) => readYaml(join(path, name), join(basename(folder), FOLDER, name), RoutesFileSchema)),
  );
  const read = files.flatMap((file) => ('mistakes' in file ? [] : [file]));
  const mistakes = [
    ...files.flatMap((file) => ('mistakes' in file ? file.mistakes : [])),
    ...repeated(
      'route id',
      read.flatMap(({ value, at }) =>
        value.spec.routes.map(({ id }, index) => ({ name: id, at: at(['spec', 'routes', index]) })),
      ),
    ),
  ];
  if (mistakes.length > 0) throw new ConfigFileError(mistakes);
  return read.flatMap(({ value }) => value.spec.routes);
}
