import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '..', file), 'utf8'));

// Shapes of npm's own files.
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>;
const { packages } = read('package-lock.json') as {
  packages: Record<string, { version?: string; resolved?: string }>;
};

const copiesOf = (name: string) =>
  Object.entries(packages).filter(
    ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );

it('has one protobufjs 8, at the root: with a second, recorded histories cannot be replayed', () => {
  const eights = copiesOf('protobufjs').filter(([, { version = '' }]) => version.startsWith('8.'));
  expect(eights.map(([path]) => path)).toEqual(['node_modules/protobufjs']);
});

it('has every Temporal package in one version', () => {
  const versions = Object.entries(packages)
    .filter(([path]) => /(^|\/)node_modules\/@temporalio\/[^/]+$/.test(path))
    .map(([, { version }]) => version);
  expect(new Set(versions)).toEqual(new Set(['1.24.0']));
});

it('pins every dependency exactly', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const [name, version] of Object.entries(all)) expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
});

it('locks versions, not the addresses of one registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

it('locks the builds of every platform, so that an install needs none but the lock file', () => {
  const swc = Object.keys(packages).filter((path) => path.startsWith('node_modules/@swc/core-'));
  for (const platform of ['darwin-arm64', 'linux-x64-gnu', 'win32-x64-msvc'])
    expect(swc).toContain(`node_modules/@swc/core-${platform}`);
});
