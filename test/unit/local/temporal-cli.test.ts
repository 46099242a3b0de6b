import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  findTemporalExecutable,
  ladderEnvironment,
  serverVersionOf,
  type LadderEnvironment,
} from '../../../local/temporal-cli';

let folder: string;
let said: string[];
const say = (line: string) => void said.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-ladder-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const temporal = (server: string) => `echo "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"`;
const rungs = (parts: Partial<LadderEnvironment> = {}): LadderEnvironment => ({
  path: join(folder, 'bin'),
  cacheFolder: join(folder, 'cache'),
  inherit: { PATH: '/usr/bin:/bin' },
  ...parts,
});

/** Offline: the download is refused. */
const climb = (environment: LadderEnvironment) =>
  findTemporalExecutable(say, environment, () => Promise.resolve(false));

describe('the ladder to a Temporal server', () => {
  it('takes the program that PENSTOCK_TEMPORAL_CLI names before any other', async () => {
    program('bin/temporal', temporal('1.31.2'));
    const cli = program('mine', temporal('1.29.1'));
    await expect(climb(rungs({ cli }))).resolves.toBe(cli);
    expect(said).toEqual([`using ${cli} (PENSTOCK_TEMPORAL_CLI)`]);
  });

  it('does not look further when that program is no Temporal CLI: somebody chose it', async () => {
    const cli = program('mine', 'exit 0');
    await expect(climb(rungs({ cli }))).rejects.toThrow(
      `PENSTOCK_TEMPORAL_CLI: ${cli} is not a Temporal CLI that runs here`,
    );
  });

  it('passes over one on the PATH that is too old to pin incidents to builds, and says so', async () => {
    const old = program('bin/temporal', temporal('1.24.2'));
    const cached = program('cache/temporal', temporal('1.29.1'));
    await expect(climb(rungs())).resolves.toBe(cached);
    expect(said[0]).toBe(`not using ${old}: it holds server 1.24.2, and 1.29.1 or newer is needed`);
  });

  it('passes over a cached copy that does not run, builds with Go, and leaves nothing half built', async () => {
    program('cache/temporal', 'exit 1');
    const built = program('built', temporal('1.29.1'));
    program('bin/go', `cp ${built} "$GOBIN/temporal"`);
    const found = await climb(rungs());
    expect(found).toBe(join(folder, 'cache', 'temporal'));
    await expect(serverVersionOf(found)).resolves.toBe('1.29.1');
    expect(said.at(-1)).toMatch(/^built the Temporal CLI in \d+ s$/);
    expect(readdirSync(join(folder, 'cache'))).toEqual(['temporal']);
  });

  it('ends with every way out when no rung holds, after the words of the one that broke', async () => {
    program('bin/go', 'echo "go.mod requires go >= 1.25" >&2; exit 1');
    await expect(climb(rungs())).rejects.toThrow(
      /TEMPORAL_ADDRESS.*PENSTOCK_TEMPORAL_CLI.*PATH.*download.*Go 1\.25/,
    );
    expect(said).toContain('Go could not build it: go.mod requires go >= 1.25');
  });

  it('names the variable to set when its cache cannot be made', async () => {
    const cacheFolder = join(program('file', ''), 'cache');
    await expect(climb(rungs({ cacheFolder }))).rejects.toThrow(/^XDG_CACHE_HOME: .*TEMPORAL_ADDRESS/);
  });

  it('keeps what it gets in the user cache, named by version', () => {
    expect(ladderEnvironment({ XDG_CACHE_HOME: '/c' }).cacheFolder).toBe('/c/penstock/temporal/1.5.1');
  });
});
