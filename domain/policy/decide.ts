// What policy allows here: the first match sets the mode, the strictest of all matches sets the approval, caps and
// `never` always win.
import { lostBy } from '../modes/earned';
import { lower, modeScopeInWords, settingFor, type ModeSetting } from '../modes/mode-setting';
import type { Person } from '../person';
import type { ApprovalRequirement, Mode, PolicyVerdict, Severity, Timings } from '../plan';
import { isProviderStep } from '../step';
import { matches } from './match';
import type { Forbidden, PolicyApproval, PolicySet, PolicySubject } from './policy';
import { restraintsOn, type Matched } from './restraints';
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

/** Decides for one plan. Pure: the same files, people and subject give the same decision. */
export function decide({ policies, people, subject: asked }: DecideInput): PolicyDecision {
  const { defaults } = policies;
  const subject = graded(policies, asked);
  const matched: Matched[] = policies.files.flatMap((file) =>
    file.rules
      .filter((rule) => matches(rule.match, subject))
      .map((rule) => ({ name: `${file.name}#${rule.id}`, version: file.version, rule })),
  );
  const modeRule = matched.find(({ rule }) => rule.mode !== undefined);
  const setting = settingInForce(subject);
  const wanted = setting?.mode ?? modeRule?.rule.mode ?? defaults.mode;
  const setBy = setting ? undefined : modeRule;
  const restraints = restraintsOn(subject, matched, setBy, defaults.breaker);
  const mode = restraints.map((one) => one.mode).reduce(lower, wanted);
  const restraint = mode === wanted ? undefined : restraints.find((one) => one.mode === mode);
  const asking = matched.flatMap(({ name, rule }) =>
    rule.approval ? [{ name, why: rule.why, approval: rule.approval }] : [],
  );
  const { approval, decidedBy } = strictest(asking, defaults.approval, people, subject);
  const writes = subject.steps.some(isProviderStep);
  const automated = mode === 'automate' && decidedBy === null;
  const why = decidedBy
    ? `${decidedBy.name}: ${decidedBy.why}`
    : (restraint?.why ?? reasonOf(setting, modeRule));
  return {
    mode,
    severity: subject.severity,
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
      rule: setting ? `modes#${setting.id}` : (modeRule?.name ?? 'defaults'),
      version: modeRule?.version ?? policies.files[0]?.version ?? '0',
      matched: matched.map(({ name }) => name),
    },
  };
}

/** The situation with the severity that the rules give it; rules that ask for a severity have no say in it. */
export function graded(policies: PolicySet, subject: PolicySubject): PolicySubject & { severity: Severity } {
  const rule = policies.files
    .flatMap((file) => file.rules)
    .find(({ match, severity }) => severity !== undefined && !match.severity && matches(match, subject));
  return { ...subject, severity: rule?.severity ?? policies.defaults.severity };
}

/** What a person set for this situation; an earned one holds until its first bad effect. */
function settingInForce(subject: PolicySubject): ModeSetting | null {
  const { settings = [], effects = [] } = subject.record ?? {};
  return settingFor(
    settings.filter((one) => lostBy(one, effects) === null),
    subject,
    subject.at,
  );
}

function reasonOf(setting: ModeSetting | null, modeRule: Matched | undefined): string {
  if (setting)
    return `${setting.by} set ${setting.mode} for ${modeScopeInWords(setting.scope)}: ${setting.reason}`;
  return modeRule ? `${modeRule.name}: ${modeRule.rule.why}` : 'no rule matches: a person decides';
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
