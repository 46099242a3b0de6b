// What lowers the mode whatever set it: caps, doubt, agents, spent budgets, a breaker that is open. Pure.
import type { Effect } from '../modes/effect';
import { coversSubject } from '../modes/mode-setting';
import type { Mode } from '../plan';
import { isProviderStep, type StepKind } from '../step';
import type { Limit, PolicyBreaker, PolicyRule, PolicySubject } from './policy';

export interface Restraint {
  mode: Mode;
  why: string;
}

export interface Matched {
  /** `file#rule`. */
  name: string;
  version: string;
  rule: PolicyRule;
}

/** @param modeRule the rule that set the mode, where one did; a person's setting has none */
export function restraintsOn(
  subject: PolicySubject,
  matched: readonly Matched[],
  modeRule: Matched | undefined,
  breaker: PolicyBreaker | undefined,
): Restraint[] {
  return [
    ...caps(matched),
    ...doubt(modeRule, subject),
    ...(subject.askedBy === 'agent' ? [recommend('an agent asks for it: a person decides')] : []),
    ...budgets(matched, subject),
    ...(breaker ? tripped(breaker, subject) : []),
  ];
}

function recommend(why: string): Restraint {
  return { mode: 'recommend', why };
}

function doubt(modeRule: Matched | undefined, subject: PolicySubject): Restraint[] {
  if (mayAutomate(modeRule?.rule, subject)) return [];
  const who = modeRule?.name ?? 'the mode';
  return [recommend(`${who} would automate, but the diagnosis is not certain enough`)];
}

function caps(matched: readonly Matched[]): Restraint[] {
  return matched.flatMap(({ name, rule }) =>
    rule.cap === undefined ? [] : [{ mode: rule.cap, why: `${name}: ${rule.why}` }],
  );
}

/** What may follow a person's act without asking again. */
const AFTER_HANDOFF: readonly StepKind[] = ['run_setup_tests', 'resume', 'trigger_sync'];

/**
 * Only a certain diagnosis is acted on without a person, whatever a rule says. Two exceptions: finishing what a
 * person has just done by hand, and one more sync where the rule names the band it trusts.
 */
function mayAutomate(rule: PolicyRule | undefined, { band, steps }: PolicySubject): boolean {
  if (band === 'high') return true;
  const writes = steps.filter(isProviderStep);
  if (steps[0] === 'handoff') return writes.every((kind) => AFTER_HANDOFF.includes(kind));
  return rule?.match.band?.includes(band) === true && writes.every((kind) => kind === 'trigger_sync');
}

/** Automatic repairs are counted; those that people allowed are not. */
function budgets(matched: readonly Matched[], subject: PolicySubject): Restraint[] {
  return matched.flatMap(({ name, rule }) =>
    (rule.limits ?? [])
      .filter((limit) => spent(limit, subject) >= limit.atMost)
      .map((limit) =>
        recommend(
          `${name}: the budget of ${limit.atMost} automatic repairs a ${limit.per} within ${hours(limit.withinMs)} is spent`,
        ),
      ),
  );
}

function spent({ per, withinMs }: Limit, { ref, at, record, class: named }: PolicySubject): number {
  const from = Date.parse(at) - withinMs;
  return (record?.repairs ?? []).filter(
    (one) =>
      Date.parse(one.at) >= from &&
      one.provider === ref.provider &&
      one.account === ref.account &&
      (per !== 'connection' || one.connectionId === ref.connectionId) &&
      (per !== 'class' || one.class === named),
  ).length;
}

/** Automatic repairs that did not help close the way for more of their kind, until one helps or a person opens it. */
function tripped({ ineffective, withinMs }: PolicyBreaker, subject: PolicySubject): Restraint[] {
  const { at, record } = subject;
  const kind = (record?.effects ?? []).filter((one) => isOfKind(one, subject));
  const opened = (record?.settings ?? []).filter(
    (one) => one.origin === 'set' && one.mode === 'automate' && coversSubject(one.scope, subject),
  );
  const since = Math.max(
    Date.parse(at) - withinMs,
    ...opened.map((one) => Date.parse(one.since)),
    ...kind.filter((one) => one.verdict === 'verified').map((one) => Date.parse(one.at)),
  );
  const seen = kind.filter(
    (one) => one.verdict === 'ineffective' && one.automated && Date.parse(one.at) >= since,
  ).length;
  if (seen < ineffective) return [];
  return [
    recommend(
      `${seen} automatic repairs of this kind did not help within ${hours(withinMs)}: a person decides until one does`,
    ),
  ];
}

function isOfKind(effect: Effect, { ref, class: named, action }: PolicySubject): boolean {
  return (
    effect.provider === ref.provider &&
    effect.account === ref.account &&
    effect.class === named &&
    effect.action === action
  );
}

function hours(ms: number): string {
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : `${Math.round(ms / 60_000)}m`;
}
