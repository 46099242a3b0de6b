import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelLedger } from '../../../domain/store-ports';
import { loadModelSettings } from '../../../integrations/config-files/model-settings';
import { loadPrompt } from '../../../integrations/config-files/prompts';
import { EnvironmentError } from '../../../integrations/secrets/environment';
import { composeModel } from '../../../workers/compose-model';
import { temporaryFolder } from '../temporary-folder';

const SHIPPED = join(__dirname, '../../../config');
const nothing = { calls: 0, tokens: 0, usd: 0 };
const ledger: ModelLedger = {
  spentToday: async () => nothing,
  spentOn: async () => nothing,
  record: async () => undefined,
  judged: async () => undefined,
};

/** A copy of the shipped files of the model, changed. */
function folderWith(changes: { prompt?: (text: string) => string; model?: string }): string {
  const folder = temporaryFolder();
  cpSync(join(SHIPPED, 'prompts'), join(folder, 'prompts'), { recursive: true });
  const prompt = join(folder, 'prompts/diagnose/1.md');
  if (changes.prompt) writeFileSync(prompt, changes.prompt(readFileSync(prompt, 'utf8')));
  if (changes.model !== undefined)
    writeFileSync(
      join(folder, 'model.yaml'),
      `apiVersion: penstock/v1\nkind: ModelSettings\nspec: ${changes.model}\n`,
    );
  return folder;
}

const compose = (environment: Record<string, string>, configFolder = SHIPPED) =>
  composeModel({ environment, configFolder, ledger });

describe('the prompt', () => {
  it('as shipped has an owner, a version and a word on its changes', async () => {
    const prompt = await loadPrompt(SHIPPED, 'diagnose', 1);
    expect(prompt).toMatchObject({ name: 'diagnose', version: 1, owner: 'data-platform' });
    expect(prompt.changelog).toHaveLength(1);
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'an unknown placeholder',
      (text) => text.replace('{{classes}}', '{{clases}}'),
      'unknown {{clases}} (did you mean {{classes}}?)',
    ],
    [
      'evidence in the instructions',
      (text) => text.replace('{{classes}}', '{{evidence}}'),
      'unknown {{evidence}}',
    ],
    ['no evidence', (text) => text.replace('{{evidence}}', ''), '{{evidence}} is missing'],
    [
      'evidence outside its marks',
      (text) => `${text.replace('{{evidence}}', 'x')}{{evidence}}`,
      'before and after',
    ],
    ['one mark alone', (text) => text.replace(/\{\{boundary\}\}\n$/, ''), 'before and after {{evidence}}'],
    ['no owner', (text) => text.replace(/owner:.*/, ''), 'front matter owner'],
    ['another version', (text) => text.replace('version: 1', 'version: 2'), 'the file is named 1'],
    ['front matter that is no YAML', (text) => text.replace('owner: ', 'owner: ['), '1.md:'],
    ['no front matter', (text) => text.replace('---\n', ''), 'needs front matter'],
  ])('with %s is refused with the place', async (_, prompt, message) => {
    const folder = folderWith({ prompt });
    await expect(loadPrompt(folder, 'diagnose', 1)).rejects.toThrow(message);
  });

  it('of a version that is not there is named', async () => {
    await expect(loadPrompt(SHIPPED, 'diagnose', 99)).rejects.toThrow(
      'config/prompts/diagnose/99.md cannot be read',
    );
  });
});

describe('the settings', () => {
  it('are the same without a file as with the shipped one', async () => {
    expect(await loadModelSettings(temporaryFolder())).toEqual(await loadModelSettings(SHIPPED));
  });

  it.each([
    ['{ budgets: { callsPerIncident: 0 } }', 'callsPerIncident'],
    ['{ budget: {} }', 'unknown key "budget" (did you mean "budgets"?)'],
    ['{ zeroRetentionRequired: true }', 'allowedHosts'],
    ['{ allowedHosts: ["https://llm.internal"] }', 'give host or host:port'],
  ])('%s are refused with the place', async (spec, message) => {
    await expect(loadModelSettings(folderWith({ model: spec }))).rejects.toThrow(message);
  });
});

describe('the model', () => {
  const named = { PENSTOCK_MODEL: 'sim-model', OPENAI_API_KEY: 'sk-secret-1' };

  it('is not there where none is named', async () => {
    expect(await compose({ OPENAI_API_KEY: 'sk-secret-1' })).toBeNull();
  });

  it('needs no key in a network of one’s own, but one at the vendor', async () => {
    const own = { PENSTOCK_MODEL: 'sim-model', OPENAI_BASE_URL: 'http://llm.internal:8000/v1' };
    expect(await compose(own)).toMatchObject({ rowsAllowedTags: [] });
    await expect(compose({ PENSTOCK_MODEL: 'sim-model' })).rejects.toThrow('OPENAI_API_KEY');
  });

  it('elsewhere than at an allowed host stops the start, naming the key and not the secret', async () => {
    const folder = folderWith({
      model: '{ allowedHosts: ["llm.internal:8000"], zeroRetentionRequired: true }',
    });
    expect(
      await compose({ ...named, OPENAI_BASE_URL: 'http://llm.internal:8000/v1' }, folder),
    ).not.toBeNull();
    for (const url of [
      'https://api.openai.com/v1',
      'http://llm.internal/v1',
      'http://llm.internal:8000@evil.example/v1',
    ]) {
      const start = compose({ ...named, OPENAI_BASE_URL: url }, folder);
      await expect(start).rejects.toThrow(EnvironmentError);
      await expect(start).rejects.toThrow(/^OPENAI_BASE_URL: .* is not among allowedHosts/);
      await expect(start).rejects.not.toThrow('sk-secret-1');
    }
  });

  it.each([
    ['OPENAI_BASE_URL', 'llm.internal'],
    ['PENSTOCK_MODEL', 'a model with blanks'],
  ])('with a bad %s stops the start', async (key, value) => {
    await expect(compose({ ...named, [key]: value })).rejects.toThrow(key);
  });

  it('with a folder that has no prompt stops the start', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'prompts'));
    await expect(compose(named, folder)).rejects.toThrow('prompts/diagnose/1.md cannot be read');
  });
});
