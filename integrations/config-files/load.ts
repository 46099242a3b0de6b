// All configuration from one folder: rules, policies, playbooks, accounts, people; with hashes of what was read.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { AccountConfig } from '../../domain/account';
import { AccountsFileSchema } from '../../domain/account.schema';
import { InvalidPattern, compileRules, type CompiledRules } from '../../domain/classification/compile';
import type { Rule } from '../../domain/classification/rule';
import { RulePackSchema } from '../../domain/classification/rule.schema';
import type { Person } from '../../domain/person';
import { PeopleFileSchema } from '../../domain/person.schema';
import type { Playbook } from '../../domain/playbook/playbook';
import { PlaybookFileSchema } from '../../domain/playbook/playbook.schema';
import type { PolicySet } from '../../domain/policy/policy';
import { policySet } from '../../domain/policy/policy-set';
import { PolicyFileSchema } from '../../domain/policy/policy.schema';
import { resolveReferences } from './references';
import { ConfigFileError } from './config-file-error';
import { readYaml } from './read-yaml';

export interface ConfigFiles {
  rules: CompiledRules;
  policies: PolicySet;
  playbooks: Playbook[];
  accounts: AccountConfig[];
  people: Person[];
  /** SHA-256 over names and contents of each kind of file. */
  hashes: { rules: string; policies: string; playbooks: string };
}

/** Reads and checks everything. @throws ConfigFileError naming every mistake of every file with line and column. */
export async function loadConfigFiles(folder: string, env: NodeJS.ProcessEnv): Promise<ConfigFiles> {
  const mistakes: string[] = [];
  const read = async <T>(path: string, schema: z.ZodType<T>, prepare?: (value: unknown) => unknown) => {
    const result = await readYaml(join(folder, path), join(basename(folder), path), schema, prepare);
    if ('mistakes' in result) mistakes.push(...result.mistakes);
    return 'mistakes' in result ? [] : [result];
  };
  const readAll = async <T>(kind: string, schema: z.ZodType<T>) => {
    const files = await yamlFiles(folder, kind, mistakes);
    const documents = (await Promise.all(files.map((file) => read(join(kind, file), schema)))).flat();
    const hash = createHash('sha256');
    documents.forEach(({ text }, index) => hash.update(`${files[index] ?? ''}\n${text}`));
    return { values: documents.map(({ value }) => value), hash: hash.digest('hex') };
  };

  const packs = await readAll('rules', RulePackSchema);
  const policyFiles = await readAll('policies', PolicyFileSchema);
  const playbookFiles = await readAll('playbooks', PlaybookFileSchema);
  const accounts = (
    await read('accounts.yaml', AccountsFileSchema, (value) => resolveReferences(value, env))
  ).flatMap(({ value }) => value.accounts);
  const people = (await read('people.yaml', PeopleFileSchema)).flatMap(({ value }) => value.people);

  const rules = packs.values.flatMap((pack) => pack.spec.rules);
  mistakes.push(
    ...repeated(
      'rule id',
      rules.map((rule) => rule.id),
    ),
  );
  mistakes.push(
    ...repeated(
      'account',
      accounts.map((a) => `${a.provider}/${a.name}`),
    ),
  );
  mistakes.push(
    ...repeated(
      'person',
      people.map((person) => person.id),
    ),
  );
  mistakes.push(
    ...repeated(
      'playbook',
      playbookFiles.values.map((playbook) => playbook.name),
    ),
  );
  if (mistakes.length === 0 && !playbookFiles.values.some((p) => Object.keys(p.match).length === 0)) {
    mistakes.push('playbooks: one playbook must match everything (an empty `match`)');
  }
  const policies = policySet(policyFiles.values);
  if (mistakes.length === 0 && !policies)
    mistakes.push('policies: exactly one file must state `spec.defaults`');
  const compiled = compile(rules, mistakes);
  if (mistakes.length > 0 || !policies) throw new ConfigFileError(mistakes);
  return {
    rules: compiled,
    policies,
    playbooks: playbookFiles.values,
    accounts,
    people,
    hashes: { rules: packs.hash, policies: policyFiles.hash, playbooks: playbookFiles.hash },
  };
}

async function yamlFiles(folder: string, kind: string, mistakes: string[]): Promise<string[]> {
  try {
    return (await readdir(join(folder, kind))).filter((file) => /\.ya?ml$/.test(file)).sort();
  } catch {
    mistakes.push(
      `${join(basename(folder), kind)} is not a folder that can be read (PENSTOCK_CONFIG is ${folder})`,
    );
    return [];
  }
}

function compile(rules: Rule[], mistakes: string[]): CompiledRules {
  try {
    return compileRules(rules);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    mistakes.push(`rules: ${error.message}`);
    return { rules: [] };
  }
}

function repeated(what: string, names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `${what} "${name}" is given twice`,
  );
}
