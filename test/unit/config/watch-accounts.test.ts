import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountConfig } from '../../../domain/account';
import { loadAccounts } from '../../../integrations/config-files/load';
import { watchAccounts } from '../../../integrations/config-files/watch-accounts';
import { createProviderAccounts } from '../../../workers/provider-accounts';
import { fivetranAccount } from '../../account';
import { temporaryFolder } from '../temporary-folder';

const LOOK_EVERY_MS = 20;

async function eventually(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

describe('secrets of provider accounts', () => {
  it('are rotated without a restart, and a mistake in the file leaves the old ones in force', async () => {
    const folder = temporaryFolder();
    const secret = join(folder, 'secret');
    const rotate = (value: string) => {
      writeFileSync(`${secret}.next`, value);
      renameSync(`${secret}.next`, secret);
    };
    rotate('the first secret');
    writeFileSync(
      join(folder, 'accounts.yaml'),
      `accounts: [{ name: prod, provider: fivetran, apiKey: k, apiSecret: '\${file:${secret}}' }]`,
    );
    const first = await loadAccounts(folder, {});
    expect(first.accountSources).toEqual([join(folder, 'accounts.yaml'), secret]);

    const seen: AccountConfig[][] = [];
    const mistakes: string[] = [];
    const stop = watchAccounts({
      ...{ folder, env: {}, sources: first.accountSources, lookEveryMs: LOOK_EVERY_MS },
      onChange: (accounts) => seen.push(accounts),
      onMistake: (message) => mistakes.push(message),
    });
    try {
      rotate('the second secret');
      await eventually(() => seen.length > 0);
      expect(seen.at(-1)).toMatchObject([{ name: 'prod', apiSecret: 'the second secret' }]);

      writeFileSync(join(folder, 'accounts.yaml'), 'accounts: [{ name: prod, provider: nobody }]');
      await eventually(() => mistakes.length > 0);
      expect(mistakes[0]).toContain('accounts.yaml:1:');
      expect(seen.at(-1)).toMatchObject([{ apiSecret: 'the second secret' }]);
    } finally {
      stop();
    }
  });

  it('replace the adapter of the account that changed, and no other', () => {
    const [one, two] = [fivetranAccount({ name: 'one' }), fivetranAccount({ name: 'two' })];
    const accounts = createProviderAccounts([one, two], { now: () => new Date() });
    const before = [accounts.get('fivetran', 'one'), accounts.get('fivetran', 'two')];
    accounts.replace([one, { ...two, apiSecret: 'rotated' }]);
    expect(accounts.get('fivetran', 'one')).toBe(before[0]);
    expect(accounts.get('fivetran', 'two')).not.toBe(before[1]);
    accounts.replace([one]);
    expect(() => accounts.get('fivetran', 'two')).toThrow('no fivetran account named "two" is configured');
  });
});
