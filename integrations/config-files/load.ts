// All configuration from one folder: rules, policies, playbooks, accounts, people; with hashes of what was read.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { AccountConfig } from '../../domain/account';
import { AccountsFileSchema } from '../../domain/account.schema';
import { compileRules, type CompiledRules } from '../../domain/classification/compile';
import { RulePackSchema } from '../../domain/classification/rule.schema';
import { identitiesOf } from '../../domain/access/identity';
import type { Person, Role } from '../../domain/person';
import { PeopleFileSchema } from '../../domain/person.schema';
import type { Playbook } from '../../domain/playbook/playbook';
import { PlaybookFileSchema } from '../../domain/playbook/playbook.schema';
import type { PolicySet } from '../../domain/policy/policy';
import { policySet } from '../../domain/policy/policy-set';
import { PolicyFileSchema, type PolicyDocument } from '../../domain/policy/policy.schema';
import { CASES } from './policies';
import { ConfigFileError } from './config-file-error';
import { readYaml, type ReadFile } from './read-yaml';
import { repeated } from './repeated';

export interface ConfigFiles {
  rules: CompiledRules;
  policies: PolicySet;
  playbooks: Playbook[];
  accounts: AccountConfig[];
  people: Person[];
  /** Roles of people who are not listed, by their groups at the identity provider. */
  oidcGroups: Record<string, Role>;
  /** Files that the accounts came from: accounts.yaml and what its references name. */
  accountSources: string[];
  /** SHA-256 over names and contents of each kind of file. */
  hashes: { rules: string; policies: string; playbooks: string };
}

/** Reads and checks everything. @throws ConfigFileError naming every mistake of every file with line and column. */
export async function loadConfigFiles(folder: string, env: NodeJS.ProcessEnv): Promise<ConfigFiles> {
  const mistakes: string[] = [];
  const label = (path: string) => join(basename(folder), path);
  const read = async <T>(path: string, schema: z.ZodType<T>, secrets?: NodeJS.ProcessEnv) => {
    const result = await readYaml(join(folder, path), label(path), schema, secrets);
    if ('mistakes' in result) mistakes.push(...result.mistakes);
    return 'mistakes' in result ? [] : [{ ...result, path }];
  };
  const readAll = async <T>(kind: string, schema: z.ZodType<T>) => {
    const files = await yamlFiles(folder, kind, mistakes);
    return (await Promise.all(files.map((file) => read(join(kind, file), schema)))).flat();
  };
  const [packs, policies, playbooks, accountFile, peopleFile] = await Promise.all([
    readAll('rules', RulePackSchema),
    readAll('policies', PolicyFileSchema),
    readAll('playbooks', PlaybookFileSchema),
    read(ACCOUNTS_FILE, AccountsFileSchema, env),
    read('people.yaml', PeopleFileSchema),
  ]);
  mistakes.push(
    ...repeated(
      'rule id',
      named(packs, (pack) => pack.spec.rules.map((rule) => rule.id), ['spec', 'rules']),
    ),
    ...repeated(
      'policy',
      policies.map(({ value, at }) => ({ name: value.metadata.name, at: at(['metadata', 'name']) })),
    ),
    ...policies.flatMap((file) =>
      repeated(
        'policy rule id',
        named([file], ({ spec }) => spec.rules.map((rule) => rule.id), ['spec', 'rules']),
      ),
    ),
    ...repeated(
      'playbook',
      playbooks.map(({ value, at }) => ({ name: value.name, at: at(['metadata', 'name']) })),
    ),
    ...repeated('account', accountNames(accountFile)),
    ...repeated(
      'person',
      named(peopleFile, (file) => file.people.map((person) => person.id), ['people']),
    ),
    ...repeated('identity', identities(peopleFile)),
  );
  if (mistakes.length === 0 && !playbooks.some(({ value }) => Object.keys(value.match).length === 0))
    mistakes.push(`${label('playbooks')}: one playbook must match everything (an empty \`match\`)`);
  const set = policySet(policies.map(({ value }) => value));
  if (mistakes.length === 0 && !set)
    mistakes.push(`${label('policies')}: exactly one file must state \`spec.defaults\`${statedIn(policies)}`);
  if (mistakes.length > 0 || !set) throw new ConfigFileError(mistakes);
  return {
    rules: compileRules(packs.flatMap(({ value }) => value.spec.rules)),
    policies: set,
    playbooks: playbooks.map(({ value }) => value),
    accounts: accountFile.flatMap(({ value }) => value.accounts),
    people: peopleFile.flatMap(({ value }) => value.people),
    oidcGroups: Object.fromEntries(peopleFile.flatMap(({ value }) => Object.entries(value.oidcGroups))),
    accountSources: sourcesOf(folder, accountFile),
    hashes: { rules: hashOf(packs), policies: hashOf(policies), playbooks: hashOf(playbooks) },
  };
}

/**
 * Only the accounts, for a process that goes on running while their secrets change.
 * @throws ConfigFileError as loadConfigFiles does
 */
export async function loadAccounts(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Pick<ConfigFiles, 'accounts' | 'accountSources'>> {
  const label = join(basename(folder), ACCOUNTS_FILE);
  const result = await readYaml(join(folder, ACCOUNTS_FILE), label, AccountsFileSchema, env);
  if ('mistakes' in result) throw new ConfigFileError(result.mistakes);
  const twice = repeated('account', accountNames([result]));
  if (twice.length > 0) throw new ConfigFileError(twice);
  return { accounts: result.value.accounts, accountSources: sourcesOf(folder, [result]) };
}

const ACCOUNTS_FILE = 'accounts.yaml';

function accountNames(files: ReadFile<{ accounts: AccountConfig[] }>[]) {
  return named(files, (file) => file.accounts.map((a) => `${a.provider}/${a.name}`), ['accounts']);
}

/** Whoever is known by an ID elsewhere must be the only one. */
function identities(files: ReadFile<{ people: Person[] }>[]) {
  return files.flatMap(({ value, at }) =>
    value.people.flatMap((person, index) =>
      identitiesOf(person).map((name) => {
        const [surface = ''] = name.split(' ');
        return { name, at: at(['people', index, 'identities', surface]) };
      }),
    ),
  );
}

function sourcesOf(folder: string, files: Pick<ReadFile<unknown>, 'references'>[]): string[] {
  return [join(folder, ACCOUNTS_FILE), ...files.flatMap((file) => file.references)];
}

/** Where the defaults stand, when they stand more than once. */
function statedIn(policies: ReadFile<PolicyDocument>[]): string {
  const places = policies.flatMap(({ value, at }) => (value.spec.defaults ? [at(['spec', 'defaults'])] : []));
  return places.length > 1 ? `; they stand at ${places.join(' and ')}` : '';
}

/** Each name with the place where it stands; `list` is the path of the list that holds them. */
function named<T>(files: ReadFile<T>[], namesOf: (value: T) => string[], list: string[]) {
  return files.flatMap(({ value, at }) =>
    namesOf(value).map((name, index) => ({ name, at: at([...list, index]) })),
  );
}

/** Cases beside a policy are no policy. */
function isData(file: string): boolean {
  return /\.ya?ml$/.test(file) && !CASES.test(file);
}

/** Files come sorted by name, so the same contents give the same hash wherever the folder lies. */
function hashOf(files: { path: string; text: string }[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(JSON.stringify([basename(path), text]));
  return hash.digest('hex');
}

async function yamlFiles(folder: string, kind: string, mistakes: string[]): Promise<string[]> {
  try {
    return (await readdir(join(folder, kind))).filter(isData).sort();
  } catch {
    mistakes.push(
      `${join(basename(folder), kind)} is not a folder that can be read (PENSTOCK_CONFIG is ${folder})`,
    );
    return [];
  }
}
