import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localConfig } from '../../../local/config';
import { farewell } from '../../../local/exit-code';
import { Home } from '../../../local/home';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'penstock-home-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the home of the local stack', () => {
  it('keeps its token across starts, readable by its owner alone', () => {
    const token = new Home(folder).secret('token');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(statSync(join(folder, 'token')).mode & 0o777).toBe(0o600);
    expect(new Home(folder).secret('token')).toBe(token);
  });

  it('does not take an empty file for a token', () => {
    writeFileSync(join(folder, 'token'), '\n');
    expect(new Home(folder).secret('token')).not.toBe('');
    expect(readFileSync(join(folder, 'token'), 'utf8').trim()).toHaveLength(43);
  });

  it('keeps its databases from other users, in a folder that they may look into', () => {
    chmodSync(folder, 0o755);
    const room = new Home(folder).room('store');
    expect(room).toBe(join(folder, 'store'));
    expect(statSync(room).mode & 0o777).toBe(0o700);
  });

  it('that cannot be made is the environment at fault, by name', () => {
    writeFileSync(join(folder, 'file'), '');
    const make = () => new Home(join(folder, 'file', 'home'));
    expect(make).toThrow(/^PENSTOCK_HOME: /);
  });
});

describe('the environment of the local stack', () => {
  it.each([
    ['PENSTOCK_PORT', 'eighty'],
    ['PENSTOCK_SIM_PORT', '70000'],
    ['PENSTOCK_TEMPORAL_PORT', '7233.5'],
    ['PENSTOCK_LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://localhost/x'],
  ])('names %s when its value is bad, and exits with 78', (key, value) => {
    const fault = faultOf(() => localConfig({ [key]: value }));
    expect(farewell(fault)).toEqual({ line: expect.stringMatching(new RegExp(`^${key}: `)), exitCode: 78 });
  });

  it('knows which ports a person chose', () => {
    const config = localConfig({ PENSTOCK_PORT: '8080' });
    expect([config.asked('PENSTOCK_PORT'), config.asked('PENSTOCK_SIM_PORT')]).toEqual([true, false]);
  });
});

describe('a fault', () => {
  it('of a full disk is said in words, however deep it is wrapped', () => {
    const full = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
    expect(farewell(new Error('cannot open the store', { cause: full }))).toEqual({
      line: 'no space is left on the disk: cannot open the store',
      exitCode: 78,
    });
  });
});

function faultOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
