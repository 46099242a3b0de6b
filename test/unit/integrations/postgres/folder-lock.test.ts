import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpError } from '../../../../domain/op-error';
import { lockFolder } from '../../../../integrations/postgres/folder-lock';

describe('the lock of an embedded store’s folder', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'penstock-lock-'));
    file = join(folder, 'penstock.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is refused while another process lives, naming it and what to do', () => {
    writeFileSync(file, String(process.ppid));
    expect(() => lockFolder(folder)).toThrow(OpError);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`in use by process ${process.ppid}; stop it, or set PENSTOCK_HOME`),
    );
  });

  it('is refused to the process that holds it already', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
    unlock();
    lockFolder(folder)();
  });

  it('is taken over from a dead process', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, String(pid));
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process of the same ID before a restart', () => {
    writeFileSync(file, String(process.pid));
    lockFolder(folder)();
  });

  (existsSync('/proc/self/stat') ? it : it.skip)(
    'is taken over when its process ID now belongs to a process that started at another time',
    () => {
      writeFileSync(file, `${process.ppid} 1`);
      lockFolder(folder)();
    },
  );

  it('is taken over when its content is no process ID', () => {
    writeFileSync(file, '');
    lockFolder(folder)();
  });
});
