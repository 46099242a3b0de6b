import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphan, startChild } from '../../../local/child';

let folder: string;
let noteFile: string;
const said: string[] = [];
const say = (line: string) => void said.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-child-'));
  noteFile = join(folder, 'child.pid');
  said.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sleeper = () => startChild({ command: 'sleep', args: ['60'], noteFile });

describe('a child of the stack', () => {
  it('is noted while it runs and no longer', async () => {
    const child = sleeper();
    expect(Number(readFileSync(noteFile, 'utf8').split(' ')[0])).toBeGreaterThan(1);
    await child.stop();
    expect(child.alive()).toBe(false);
    expect(existsSync(noteFile)).toBe(false);
  });

  it('that cannot be started has said why', async () => {
    const child = startChild({ command: join(folder, 'nothing'), args: [] });
    await child.ended;
    expect(child.words()).toContain('ENOENT');
  });

  it('is ended at the next start when its stack was killed', async () => {
    const child = sleeper();
    await endOrphan(noteFile, 'sleeper', say);
    await child.ended;
    expect(said[0]).toMatch(/^ending the sleeper that a killed stack left behind \(process \d+\)$/);
  });

  it('is never mistaken for another process that got its ID later', async () => {
    const other = spawn('sleep', ['60']);
    writeFileSync(noteFile, `${other.pid} 12345\n`);
    await endOrphan(noteFile, 'sleeper', say);
    expect(said).toEqual([]);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill();
  });
});
