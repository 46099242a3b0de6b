// What policy allows here: the first match sets the mode, the strictest of all matches sets the approval, caps and
// `never` always win.
import type { Person } from '../person';
import type { ApprovalRequirement, Mode, PolicyVerdict, Severity, Timings } from '../plan';
import { isProviderStep, type StepKind } from '../step';
import { matches } from './match';
import type { Forbidden, PolicyApproval, PolicyRule, PolicySet, PolicySubject } from './policy';
import { strictest } from './strictest';

export interface PolicyDecision {
  mode: Mode;
  severity: Severity;
  approval: ApprovalRequirement;
  timings: Timings;
  /** Steps and remedies that must not be done here. */
  never: Forbidden[];
  verdict: Omit<PolicyVerdict, 'hash'>;
}

export interface DecideInput {
  policies: PolicySet;
  people: Person[];
  subject: PolicySubject;
}

interface Matched {
  name: string;
  version: string;
  rule: PolicyRule;
}

/** Decides for one plan. Pure: the same files, people and subject give the same decision. */
export function decide({ policies, people, subject }: DecideInput): PolicyDecision {
  const { defaults } = policies;
  const matched: Matched[] = policies.files.flatMap((file) =>
    file.rules
      .filter((rule) => matches(rule.match, subject))
      .map((rule) => ({ name: `${file.name}#${rule.id}`, version: file.version, rule })),
  );
  const modeRule = matched.find(({ rule }) => rule.mode !== undefined);
  const wanted = modeRule?.rule.mode ?? defaults.mode;
  const certain = wanted !== 'automate' || mayAutomate(modeRule?.rule, subject);
  const capRule = lowestCap(matched);
  const mode = lower(certain ? wanted : 'recommend', capRule?.rule.cap ?? 'automate');
  const asking = matched.flatMap(({ name, rule }) =>
    rule.approval ? [{ name, why: rule.why, approval: rule.approval }] : [],
  );
  const { approval, decidedBy } = strictest(asking, defaults.approval, people);
  const writes = subject.steps.some(isProviderStep);
  const automated = mode === 'automate' && decidedBy === null;
  const capped = capRule !== undefined && mode === capRule.rule.cap && mode !== wanted;
  const why = decidedBy
    ? `${decidedBy.name}: ${decidedBy.why}`
    : capped
      ? `${capRule.name}: ${capRule.rule.why}`
      : reasonOf(modeRule, !certain);
  return {
    mode,
    severity: matched.find(({ rule }) => rule.severity !== undefined)?.rule.severity ?? defaults.severity,
    approval: {
      ...approval,
      // Whoever only watches changes nothing, so nobody is asked.
      required: writes && !automated && mode !== 'monitor',
      reason: enoughPeople(approval) ? why : `${why} (too few people may approve: see config/people.yaml)`,
    },
    timings: timingsOf(
      matched,
      defaults.timings,
      asking.map((one) => one.approval),
    ),
    never: [...new Set(matched.flatMap(({ rule }) => rule.never ?? []))],
    verdict: {
      rule: modeRule?.name ?? 'defaults',
      version: modeRule?.version ?? policies.files[0]?.version ?? '0',
      matched: matched.map(({ name }) => name),
    },
  };
}

const MODES: readonly Mode[] = ['monitor', 'recommend', 'automate'];

/** The mode that does less by itself. */
export function lower(a: Mode, b: Mode): Mode {
  return MODES.indexOf(a) <= MODES.indexOf(b) ? a : b;
}

function lowestCap(matched: Matched[]): Matched | undefined {
  const monitor = matched.find(({ rule }) => rule.cap === 'monitor');
  return monitor ?? matched.find(({ rule }) => rule.cap === 'recommend');
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

function reasonOf(modeRule: Matched | undefined, held: boolean): string {
  if (!modeRule) return 'no rule matches: a person decides';
  if (held) return `${modeRule.name} would automate, but the diagnosis is not certain enough`;
  return `${modeRule.name}: ${modeRule.rule.why}`;
}

function enoughPeople({ quorum, approvers }: Omit<ApprovalRequirement, 'required' | 'reason'>): boolean {
  return approvers.length >= quorum;
}

/** Each timing from the first rule that sets it; an approval may only shorten its own. */
function timingsOf(matched: Matched[], defaults: Timings, approvals: PolicyApproval[]): Timings {
  const timings = matched.reduceRight((sum, { rule }) => ({ ...sum, ...rule.timings }), defaults);
  const shortest = (own: number, key: 'expiresMs' | 'escalatesMs') =>
    Math.min(own, ...approvals.flatMap((approval) => approval[key] ?? []));
  return {
    ...timings,
    approvalExpiresMs: shortest(timings.approvalExpiresMs, 'expiresMs'),
    approvalEscalatesMs: shortest(timings.approvalEscalatesMs, 'escalatesMs'),
  };
}
