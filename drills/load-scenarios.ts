// Scenarios from simulators/scenarios/*.yaml.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ScenarioSchema, type Scenario } from './scenario.schema';

/** All scenarios, by file name. @throws Error naming file and field when one does not fit. */
export async function loadScenarios(folder: string): Promise<Scenario[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const parsed = ScenarioSchema.safeParse(parse(await readFile(join(folder, file), 'utf8')));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new Error(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}`);
    }),
  );
}
