// What policy allows here: the first match sets the mode, the strictest of all matches sets the approval, `never` always wins.
import { hasRole, type Person } from '../person';
import type { ApprovalRequirement, Mode, PolicyVerdict, Severity, Timings } from '../plan';
import { isProviderStep, type StepKind } from '../step';
import { matches } from './match';
import type { PolicyApproval, PolicyRule, PolicySet, PolicySubject } from './policy';

export interface PolicyDecision {
  mode: Mode;
  severity: Severity;
  approval: ApprovalRequirement;
  timings: Timings;
  /** Steps that must not be done here. */
  never: StepKind[];
  verdict: Omit<PolicyVerdict, 'hash'>;
}

interface Matched {
  name: string;
  version: string;
  rule: PolicyRule;
}

/** Decides for one plan. Pure: the same files, people and subject give the same decision. */
export function decide(input: {
  policies: PolicySet;
  people: Person[];
  subject: PolicySubject;
}): PolicyDecision {
  const { policies, people, subject } = input;
  const matched: Matched[] = policies.files.flatMap((file) =>
    file.rules
      .filter((rule) => matches(rule.match, subject))
      .map((rule) => ({ name: `${file.name}#${rule.id}`, version: file.version, rule })),
  );
  const modeRule = matched.find(({ rule }) => rule.mode !== undefined);
  const never = [...new Set(matched.flatMap(({ rule }) => rule.never ?? []))];
  const wanted = modeRule?.rule.mode ?? policies.defaults.mode;
  const mode =
    wanted === 'automate' && subject.band !== 'high' && subject.steps[0] !== 'handoff' ? 'recommend' : wanted;
  const approval = strictest(matched, policies.defaults.approval);
  const writes = subject.steps.some(isProviderStep);
  const automated = mode === 'automate' && approval.stated === null;
  return {
    mode,
    severity:
      matched.find(({ rule }) => rule.severity !== undefined)?.rule.severity ?? policies.defaults.severity,
    approval: {
      required: writes && !automated,
      quorum: approval.requirement.quorum,
      approvers: approversOf(people, approval.requirement.groups),
      escalateTo: approval.requirement.escalateTo,
      reason: reasonOf(approval.stated, modeRule, mode, wanted),
    },
    timings: timingsOf(matched, policies.defaults.timings),
    never,
    verdict: {
      rule: modeRule?.name ?? 'defaults',
      version: modeRule?.version ?? policies.files[0]?.version ?? '0',
      matched: matched.map(({ name }) => name),
    },
  };
}

interface Strict {
  quorum: number;
  groups: string[];
  escalateTo: string[];
}

/** Largest quorum; people must belong to every group that any rule names. */
function strictest(
  matched: Matched[],
  defaults: PolicyApproval,
): { stated: Matched | null; requirement: Strict } {
  const asking = matched.filter(({ rule }) => rule.approval !== undefined);
  const all = asking.length > 0 ? asking.map(({ rule }) => rule.approval ?? defaults) : [defaults];
  const quorum = Math.max(...all.map((a) => a.quorum));
  return {
    stated: asking.find(({ rule }) => rule.approval?.quorum === quorum) ?? null,
    requirement: {
      quorum,
      groups: [...new Set(all.flatMap((a) => a.groups ?? []))],
      escalateTo: [...new Set(all.flatMap((a) => a.escalateTo ?? defaults.escalateTo ?? []))],
    },
  };
}

function approversOf(people: Person[], groups: string[]): string[] {
  return people
    .filter((person) => hasRole(person, 'approver') && groups.every((group) => person.groups.includes(group)))
    .map((person) => person.id);
}

function reasonOf(stated: Matched | null, modeRule: Matched | undefined, mode: Mode, wanted: Mode): string {
  if (stated) return `${stated.name}: ${stated.rule.why}`;
  if (mode !== wanted)
    return `${modeRule?.name ?? 'defaults'} would automate, but the diagnosis is not certain enough`;
  return modeRule ? `${modeRule.name}: ${modeRule.rule.why}` : 'no rule matches: a person decides';
}

/** Each timing from the first rule that sets it. */
function timingsOf(matched: Matched[], defaults: Timings): Timings {
  return matched.reduceRight((timings, { rule }) => ({ ...timings, ...rule.timings }), defaults);
}
