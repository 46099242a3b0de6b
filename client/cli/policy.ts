// `penstock policy lint|test|diff`: policy as its author checks it, from files alone; `explain` asks the server.
import type { Command } from 'commander';
import type { PolicySubject } from '../../domain/policy/policy';
import type { PolicySources } from '../../integrations/config-files/policies';
import { CliError, EXIT } from './cli-error';
import { withOutput, type CliContext, type OutputFlags } from './context';
import { print } from './output';
import { explanationText } from './policy-text';
import { wrap } from './wrap';

/** Adds the noun with all its verbs. */
export function addPolicy(program: Command, context: CliContext): void {
  const { io, api, config } = context;
  const policy = program.command('policy').description('check, try and explain who may let what happen');
  const load = async (folder = config.configFolder): Promise<PolicySources> =>
    (await import('../../integrations/config-files/policies')).loadPolicies(folder);

  withOutput(policy.command('lint'))
    .description('rules that never decide, cannot fit or name what is not there')
    .action(async ({ output }: OutputFlags) => {
      const { lint } = await import('../../domain/policy/lint');
      const { policies, people, accounts, placeOf } = await load();
      const findings = lint(policies, { people, accounts }).map((finding) => ({
        place: placeOf(finding.policy, finding.rule, finding.field),
        ...finding,
      }));
      await print(io, output, findings, () =>
        findings.length === 0
          ? `${policies.files.length} policies, ${rulesOf(policies)} rules: nothing to mend`
          : findings
              .map(({ place, level, rule, field, message }) =>
                wrap(
                  `${place} ${level} ${[rule ?? 'defaults', field].filter(Boolean).join(' ')}: ${message}`,
                ),
              )
              .join('\n'),
      );
      if (findings.some(({ level }) => level === 'error')) context.exitWith(EXIT.negative);
    });

  withOutput(policy.command('test'))
    .description('run the cases beside the policies (config/policies/*.test.yaml)')
    .action(async ({ output }: OutputFlags) => {
      const { runCase } = await import('../../domain/policy/policy-case');
      const { policies, people, cases } = await load();
      const results = cases.flatMap(({ file, cases: inFile }) =>
        inFile.map((one) => ({ file, ...runCase(one, policies, people) })),
      );
      const failed = results.filter(({ ok }) => !ok);
      await print(io, output, results, () =>
        [
          ...failed.map(({ file, name, faults }) =>
            [`${file}: ${name}`, ...faults.map((f) => `  ${f}`)].join('\n'),
          ),
          `${results.length - failed.length} passed, ${failed.length} failed`,
        ].join('\n'),
      );
      if (failed.length > 0 || results.length === 0) context.exitWith(EXIT.negative);
    });

  withOutput(policy.command('diff'))
    .description('what another folder of configuration would decide differently')
    .argument('<folder>', 'configuration to compare with the one in use')
    .action(async (folder: string, { output }: OutputFlags) => {
      const { comparePolicies } = await import('../../domain/policy/compare-policies');
      const [now, then] = [await load(), await load(folder)];
      const found = comparePolicies(now, then);
      await print(io, output, found, () =>
        [
          ...found.examples.map(({ strictness, situation, changes }) =>
            wrap(`${strictness}: ${situation}: ${changes.join('; ')}`),
          ),
          `${found.situations}${found.of > found.situations ? ` of ${found.of}` : ''} situations: ${found.stricter} stricter, ${found.looser} looser, ${found.mixed} both, ${found.same} the same`,
        ].join('\n'),
      );
      if (found.looser + found.mixed > 0) context.exitWith(EXIT.negative);
    });

  withOutput(policy.command('explain'))
    .description('which rules decide about an incident now, why the others do not, and what would change it')
    .argument('[incident]')
    .option('--situation <json>', `instead of an incident, from files alone: '{"class":"rate_limit"}'`)
    .action(async (id: string | undefined, { output, situation }: OutputFlags & { situation?: string }) => {
      if ((id === undefined) === (situation === undefined))
        throw new CliError(EXIT.usage, 'explain an incident or a --situation, one of the two');
      if (id !== undefined) return print(io, output, await api.explainPolicy(id), explanationText);
      const { explain } = await import('../../domain/policy/explain');
      const { policies, people } = await load();
      const found = explain({ policies, people, subject: await readSituation(situation ?? '') });
      return print(io, output, found, explanationText);
    });
}

/** @throws CliError 2 naming what does not fit */
async function readSituation(text: string): Promise<PolicySubject> {
  const { SituationSchema } = await import('../../domain/policy/policy-case.schema');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new CliError(EXIT.usage, `--situation is no JSON: ${text.slice(0, 60)}`);
  }
  const read = SituationSchema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw new CliError(EXIT.usage, `--situation ${place}: ${issue?.message ?? 'does not fit'}`);
}

function rulesOf({ files }: PolicySources['policies']): number {
  return files.reduce((sum, file) => sum + file.rules.length, 0);
}
