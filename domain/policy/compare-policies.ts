// Two sets of policies beside each other: over the cases of both, and over every situation that their rules speak of.
import { FAILURE_CLASSES, type DiagnosedClass } from '../failure-class';
import type { Person } from '../person';
import { isProviderStep, type StepKind } from '../step';
import { decide } from './decide';
import { differences } from './explain';
import type { PolicyCase } from './policy-case.schema';
import type { PolicyMatch, PolicySet, PolicySubject } from './policy';
import { strictness, type Strictness } from './stricter';

export interface PolicyUnderTest {
  policies: PolicySet;
  people: Person[];
  cases: { cases: PolicyCase[] }[];
}

export interface PolicyComparison extends Record<Strictness, number> {
  situations: number;
  /** The first of each kind, those that loosen first. */
  examples: { strictness: Exclude<Strictness, 'same'>; situation: string; changes: string[] }[];
}

const EXAMPLES_OF_EACH = 5;

/** Pure. Not every possible situation: every combination of what either set names. */
export function comparePolicies(now: PolicyUnderTest, then: PolicyUnderTest): PolicyComparison {
  const situations = [...ofCases(now), ...ofCases(then), ...grid([now.policies, then.policies])];
  const compared = situations.map((subject) => {
    const before = decide({ policies: now.policies, people: now.people, subject });
    const after = decide({ policies: then.policies, people: then.people, subject });
    return { subject, strictness: strictness(before, after), changes: differences(before, after) };
  });
  const count = (which: Strictness) => compared.filter((one) => one.strictness === which).length;
  const examples = (['looser', 'mixed', 'stricter'] as const).flatMap((which) =>
    compared
      .filter((one) => one.strictness === which)
      .slice(0, EXAMPLES_OF_EACH)
      .map(({ subject, changes }) => ({ strictness: which, situation: inWords(subject), changes })),
  );
  return {
    situations: situations.length,
    ...{ same: count('same'), stricter: count('stricter'), looser: count('looser'), mixed: count('mixed') },
    examples,
  };
}

function ofCases({ cases }: PolicyUnderTest): PolicySubject[] {
  return cases.flatMap((file) => file.cases.map(({ situation }) => situation));
}

const PLANS: readonly StepKind[][] = [
  ['trigger_sync'],
  ['pause', 'wait', 'resume', 'trigger_sync'],
  ['handoff', 'run_setup_tests', 'trigger_sync'],
  ['reload_schema', 'trigger_sync'],
  ['cancel_sync', 'trigger_sync'],
  ['resync'],
  ['clear', 'trigger_sync'],
  ['set_schedule'],
  ['edit_state'],
];

/** Whose and where by what the rules name, beside something that none of them names. */
function grid(sets: PolicySet[]): PolicySubject[] {
  const matches = sets.flatMap(({ files }) => files.flatMap(({ rules }) => rules.map(({ match }) => match)));
  const named = <T>(of: (match: PolicyMatch) => readonly T[] | undefined, other: T) => [
    ...new Set([other, ...matches.flatMap((match) => of(match) ?? [])]),
  ];
  const accounts = named((match) => match.account, 'another-account');
  const environments = named<string | null>((match) => match.environment, null);
  const tags = [{}, ...matches.flatMap(({ tags: wanted }) => (wanted ? [wanted] : []))];
  const classes: DiagnosedClass[] = [...FAILURE_CLASSES, 'unknown'];
  const symptoms = named((match) => match.symptom, 'failed');
  const bands = ['high', 'medium', 'none'] as const;
  return accounts.flatMap((account) =>
    environments.flatMap((environment) =>
      tags.flatMap((tag) =>
        classes.flatMap((failureClass) =>
          symptoms.flatMap((symptom) =>
            bands.flatMap((band) =>
              PLANS.map((steps): PolicySubject => ({
                ref: { provider: 'fivetran', account, connectionId: 'a_connection' },
                ...{ tags: tag, class: failureClass, band, symptom, action: 'escalate', steps },
                ...{ at: '2026-11-18T12:00:00Z', environment, earlier: [], blastRadius: 1 },
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

function inWords({
  ref,
  tags,
  environment,
  class: failureClass,
  band,
  symptom,
  steps,
}: PolicySubject): string {
  const where = [ref.account, environment, ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)];
  const plan = steps.filter(isProviderStep).join(', ');
  return `${where.filter(Boolean).join(' ')}, ${symptom}, ${failureClass} (${band}), ${plan}`;
}
