// Policies as their author sees them: the files with positions, the people and accounts that they name, the cases beside
// them. No secret is resolved: linting needs none.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { DurationSchema } from '../../domain/duration.schema';
import type { Person } from '../../domain/person';
import { PeopleFileSchema } from '../../domain/person.schema';
import { PolicyCasesSchema, type PolicyCase } from '../../domain/policy/policy-case.schema';
import type { PolicySet } from '../../domain/policy/policy';
import { policySet } from '../../domain/policy/policy-set';
import { PolicyFileSchema, type PolicyDocument } from '../../domain/policy/policy.schema';
import { ConfigFileError } from './config-file-error';
import { repeated } from './repeated';
import { readYaml, type ReadFile } from './read-yaml';

/** Name of a file of cases. */
export const CASES = /\.test\.ya?ml$/;

const DEFAULT_WRITE_TIMEOUT_MS = 90_000;

/** As much of an account as policy may name; the rest may hold references to secrets. */
const AccountNames = z.looseObject({
  accounts: z.array(
    z.looseObject({ name: z.string(), writeTimeout: DurationSchema.default(DEFAULT_WRITE_TIMEOUT_MS) }),
  ),
});

export interface PolicySources {
  policies: PolicySet;
  people: Person[];
  accounts: { name: string; writeTimeoutMs: number }[];
  cases: { file: string; cases: PolicyCase[] }[];
  /** `file:line:column` of a rule's field; of the defaults where no policy is named. */
  placeOf(policy: string | null, rule: string | null, field: string): string;
}

/** @throws ConfigFileError naming every mistake with line and column */
export async function loadPolicies(folder: string): Promise<PolicySources> {
  const mistakes: string[] = [];
  async function read<T>(path: string, schema: z.ZodType<T>): Promise<ReadFile<T>[]> {
    const result = await readYaml(join(folder, path), join(basename(folder), path), schema);
    if (!('mistakes' in result)) return [result];
    mistakes.push(...result.mistakes);
    return [];
  }
  const names = await readdir(join(folder, 'policies')).catch(() => {
    throw new ConfigFileError([`${join(folder, 'policies')} is not a folder that can be read`]);
  });
  const yaml = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  const inOrder = async <T>(files: string[], schema: z.ZodType<T>) =>
    (await Promise.all(files.map((name) => read(join('policies', name), schema)))).flat();
  const documents = await inOrder(
    yaml.filter((name) => !CASES.test(name)),
    PolicyFileSchema,
  );
  const caseFiles = yaml.filter((name) => CASES.test(name));
  const cases = await inOrder(caseFiles, PolicyCasesSchema);
  const [people] = await read('people.yaml', PeopleFileSchema);
  const accounts = existsSync(join(folder, 'accounts.yaml')) ? await read('accounts.yaml', AccountNames) : [];
  const policies = policySet(documents.map(({ value }) => value));
  if (mistakes.length === 0 && !policies)
    mistakes.push(`${join(basename(folder), 'policies')}: exactly one file must state \`spec.defaults\``);
  mistakes.push(
    ...repeated(
      'policy',
      documents.map(({ value, at }) => ({ name: value.metadata.name, at: at(['metadata', 'name']) })),
    ),
    ...documents.flatMap(({ value, at }) =>
      repeated(
        'policy rule id',
        value.spec.rules.map(({ id }, index) => ({ name: id, at: at(['spec', 'rules', index]) })),
      ),
    ),
  );
  if (mistakes.length > 0 || !policies) throw new ConfigFileError(mistakes);
  return {
    policies,
    people: people?.value.people ?? [],
    accounts: accounts.flatMap(({ value }) =>
      value.accounts.map(({ name, writeTimeout }) => ({ name, writeTimeoutMs: writeTimeout })),
    ),
    cases: cases.map(({ value }, index) => ({ file: caseFiles[index] ?? '', cases: value.cases })),
    placeOf: (policy, rule, field) => placeIn(documents, policy, rule, field),
  };
}

function placeIn(
  documents: ReadFile<PolicyDocument>[],
  policy: string | null,
  rule: string | null,
  field: string,
): string {
  const file =
    policy === null
      ? documents.find(({ value }) => value.spec.defaults !== undefined)
      : documents.find(({ value }) => value.metadata.name === policy);
  if (!file) return policy ?? 'defaults';
  const index = file.value.spec.rules.findIndex(({ id }) => id === rule);
  const within = field === '' ? [] : field.split('.');
  return file.at(policy === null ? ['spec', 'defaults', ...within] : ['spec', 'rules', index, ...within]);
}
