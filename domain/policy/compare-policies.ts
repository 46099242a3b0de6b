// Two sets of policies beside each other: over the cases of both, and over situations that their rules decide or just miss.
import type { Person } from '../person';
import { isProviderStep } from '../step';
import { decide } from './decide';
import { differences } from './explain';
import type { PolicyCase } from './policy-case.schema';
import type { PolicySet, PolicySubject } from './policy';
import { situationsOf } from './situations';
import { strictness, type Strictness } from './stricter';

export interface PolicyUnderTest {
  policies: PolicySet;
  people: Person[];
  cases: { cases: PolicyCase[] }[];
}

export interface PolicyComparison extends Record<Strictness, number> {
  situations: number;
  /** Situations there are; more than were compared where there are very many. */
  of: number;
  /** The first of each kind, those that loosen first. */
  examples: { strictness: Exclude<Strictness, 'same'>; situation: string; changes: string[] }[];
}

const EXAMPLES_OF_EACH = 5;

/** So many are compared in seconds. */
const SITUATIONS_MAX = 20_000;

/** Pure. Not every possible situation: those in which any rule of either set decides, and those that just miss it. */
export function comparePolicies(now: PolicyUnderTest, then: PolicyUnderTest): PolicyComparison {
  const all = [...ofCases(now), ...ofCases(then), ...situationsOf([now.policies, then.policies])];
  // Evenly over all rules where there are very many.
  const every = Math.ceil(all.length / SITUATIONS_MAX);
  const situations = all.filter((_, index) => index % every === 0);
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
    of: all.length,
    ...{ same: count('same'), stricter: count('stricter'), looser: count('looser'), mixed: count('mixed') },
    examples,
  };
}

function ofCases({ cases }: PolicyUnderTest): PolicySubject[] {
  return cases.flatMap((file) => file.cases.map(({ situation }) => situation));
}

function inWords(subject: PolicySubject): string {
  const { ref, tags, environment, class: failureClass, band, symptom, steps, at } = subject;
  const named = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  const where = [ref.provider, ref.account, ref.connectionId, environment, ...named].filter(Boolean);
  const plan = steps.filter(isProviderStep).join(', ');
  return `${where.join(' ')}, ${symptom}, ${failureClass} (${band}), ${plan}, ${at}`;
}
