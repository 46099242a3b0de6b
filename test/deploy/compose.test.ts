import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { COMPOSE_SCHEMA } from './compose-schema';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const dockerfile = read('Dockerfile');
/** Files that say what of the environment each process reads. */
const ours = {
  'penstock-api': ['ingress/config.ts', 'ingress/oidc-settings.ts'],
  'penstock-worker': ['workers/config.ts'],
};

function service(name: string): Service {
  const found = compose.services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
}

describe('docker-compose.yml', () => {
  it('fits the compose specification', () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    ajv.validate(COMPOSE_SCHEMA, compose);
    expect(ajv.errors).toBeNull();
  });

  it('pins every image', () => {
    for (const { image } of Object.values(compose.services)) expect(image).toMatch(/:(\d+\.\d+|local$)/);
  });

  it.each(Object.entries(ours))('gives %s only variables that it reads', (name, files) => {
    const known = files.map(read).join('\n');
    for (const key of Object.keys(service(name).environment ?? {})) {
      if (key.startsWith('TEMPORAL_')) continue; // read by the SDK's envconfig
      expect({ key, read: known.includes(`${key.replace(/_FILE$/, '')}:`) }).toEqual({ key, read: true });
    }
  });

  it.each(Object.keys(ours))('starts %s by an entry file that exists', (name) => {
    const script = service(name).command?.at(-1) ?? '';
    expect(existsSync(join(ROOT, script.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  });

  it('publishes the ports of the code, on this machine alone', () => {
    expect(service('penstock-api').ports).toEqual(['127.0.0.1:8080:8080']);
    expect(read('ingress/config.ts')).toContain('PENSTOCK_PORT: Port.default(8080)');
    for (const { ports = [] } of Object.values(compose.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('asks for health where the code answers', () => {
    const probe = (name: string) => service(name).healthcheck?.test.join(' ') ?? '';
    expect(probe('penstock-api')).toContain(':8080/readyz');
    expect(read('ingress/routes/health.ts')).toContain("'/readyz'");
    expect(read('ingress/routes/health.ts')).toContain("'/healthz'");
    expect(probe('penstock-worker')).toContain(
      `:${service('penstock-worker').environment?.PENSTOCK_WORKER_HEALTH_PORT ?? ''}/`,
    );
  });

  it('names in .env.example every variable that it wants', () => {
    const example = read('.env.example');
    for (const [, name = ''] of read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g))
      expect(example).toContain(`${name}=`);
  });

  it('mounts only files that exist', () => {
    for (const { volumes = [] } of Object.values(compose.services)) {
      for (const [from = ''] of volumes.map((v) => v.split(':'))) {
        if (from.startsWith('./'))
          expect({ from, there: existsSync(join(ROOT, from)) }).toEqual({ from, there: true });
      }
    }
  });
});

describe('the image', () => {
  it('runs on Node 24, not as root', () => {
    expect(dockerfile.match(/^FROM (\S+)/gm)).toEqual([
      'FROM node:24-bookworm-slim',
      'FROM node:24-bookworm-slim',
    ]);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('builds the workflow bundle, and carries everything that its processes load', () => {
    expect(dockerfile).toContain('node scripts/setup.mjs');
    for (const part of ['node_modules', 'dist', 'config', 'package.json'])
      expect(dockerfile).toMatch(new RegExp(`^COPY .*${part}`, 'm'));
  });

  it('checks its health where the API answers', () => {
    expect(dockerfile).toMatch(/HEALTHCHECK[\s\S]*127\.0\.0\.1:8080\/healthz/);
    expect(dockerfile).toMatch(/^CMD \["node", "dist\/ingress\/main\.js"\]$/m);
  });
});
