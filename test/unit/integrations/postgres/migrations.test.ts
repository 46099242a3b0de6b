// A store that has run a migration does not run it again: what is edited afterwards exists in new stores only.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '..', '..', 'integrations', 'postgres', 'migrations');

/** First characters of each file's SHA-256 when it was committed; a new migration gets its line with its commit. */
const COMMITTED: Record<string, string> = {
  '0001-first-tables': '022a122041f43ae5',
  '0002-incidents-by-status': '72aaf0da055f63bf',
  '0003-connections': 'ea9fb5c584f63f1e',
  '0004-model-calls': 'efefab204f851285',
  '0005-outcomes-in-order': '5404c98c29a9e4a0',
  '0006-incidents-by-opening': 'fd92c7bca26a89f7',
  '0007-brakes': '7d8328264d72d787',
  '0008-api-tokens': 'c77362a780e4df43',
  '0009-posts': '0c02ed730e5b2968',
  '0010-modes': 'fe287f0d6126e636',
  '0011-delegations': '2d950a4a1362d493',
  '0012-post-groups': 'b0e2577cd1912836',
};

const files = readdirSync(FOLDER).sort();
const hashOf = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(FOLDER, file)))
    .digest('hex')
    .slice(0, 16);

it('leaves every committed migration as it was: changes are the next migration', () => {
  expect(Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), hashOf(file)]))).toEqual(
    COMMITTED,
  );
});

it('runs every migration there is', () => {
  const runs = readFileSync(join(FOLDER, '..', 'migrate.ts'), 'utf8');
  for (const file of files) expect(runs).toContain(`'./migrations/${file.replace(/\.ts$/, '')}'`);
});
