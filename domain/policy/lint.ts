// What is wrong with a set of policies although every file is well formed. Pure; positions are added by whoever read the files.
import { mayDecide, roleAnywhere } from '../access/role-for';
import { isAtLeast, type Person } from '../person';
import type { Timings } from '../plan';
import { isDestructive } from '../step';
import { contradiction, implies } from './implies';
import type { PolicyApproval, PolicyRule, PolicySet } from './policy';

export interface LintFinding {
  level: 'error' | 'warning';
  /** Name of the policy; `null` with `rule: null` = the defaults. */
  policy: string | null;
  rule: string | null;
  /** Path inside the rule, such as `match.account`. */
  field: string;
  message: string;
}

export interface LintContext {
  people: Person[];
  /** What config/accounts.yaml names; milliseconds. */
  accounts: { name: string; writeTimeoutMs: number }[];
}

/** Rules in the order in which they decide. */
interface Placed {
  policy: string;
  rule: PolicyRule;
}

/** Errors first in each rule, in the order of the files. */
export function lint(policies: PolicySet, context: LintContext): LintFinding[] {
  const placed = policies.files.flatMap(({ name, rules }) => rules.map((rule) => ({ policy: name, rule })));
  const { approval, timings } = policies.defaults;
  const ofDefaults = [...approvalFaults(approval, context.people), ...timingFaults(timings, context)].map(
    (fault) => ({ policy: null, rule: null, ...fault }),
  );
  const ofRules = placed.flatMap((one, index) =>
    faultsOf(one, placed, index, policies, context).map((fault) => ({
      ...{ policy: one.policy, rule: one.rule.id },
      ...fault,
    })),
  );
  return [...ofDefaults, ...ofRules];
}

type Fault = Pick<LintFinding, 'level' | 'field' | 'message'>;

function faultsOf(
  { rule }: Placed,
  placed: Placed[],
  index: number,
  policies: PolicySet,
  context: LintContext,
): Fault[] {
  const impossible = contradiction(rule.match);
  if (impossible !== null) return [error('match', `can never fit: ${impossible}`)];
  return [
    ...effectFaults(rule),
    ...shadowFaults(rule, placed.slice(0, index)),
    ...automationFaults(rule, placed),
    ...expiryFaults(rule, policies),
    ...chainFaults(rule, policies),
    ...nameFaults(rule, context),
    ...(rule.approval ? approvalFaults(rule.approval, context.people) : []),
    ...(rule.timings ? timingFaults({ ...policies.defaults.timings, ...rule.timings }, context, rule) : []),
  ];
}

function effectFaults({ match, id: _id, why: _why, ...effects }: PolicyRule): Fault[] {
  const { mode } = effects;
  const does = Object.values(effects).some((part) => part !== undefined);
  if (!does)
    return [error('', 'changes nothing: give it a mode, cap, severity, approval, limits, never or timings')];
  const destroys = match.destructive === true || match.onlySteps?.every(isDestructive) === true;
  if (mode === 'automate' && destroys)
    return [warning('mode', 'lets steps that destroy data happen without a person')];
  return [];
}

/** First match sets the mode: a rule behind a wider one never does. */
function shadowFaults({ mode, match }: PolicyRule, earlier: Placed[]): Fault[] {
  if (mode === undefined) return [];
  const wider = earlier.find(({ rule }) => rule.mode !== undefined && implies(match, rule.match));
  return wider
    ? [
        warning(
          'mode',
          `never decides: ${wider.policy}#${wider.rule.id} fits wherever this rule does, and comes first`,
        ),
      ]
    : [];
}

/** The strictest rule wins: an automation that always meets a request for approval, or a cap, is none. */
function automationFaults(rule: PolicyRule, placed: Placed[]): Fault[] {
  if (rule.mode !== 'automate') return [];
  const wider = placed.find(
    ({ rule: other }) =>
      (other.approval !== undefined || other.cap !== undefined) && implies(rule.match, other.match),
  );
  if (!wider) return [];
  const what = wider.rule.cap === undefined ? 'asks for approval' : `allows at most ${wider.rule.cap}`;
  return [
    warning('mode', `is never automatic: ${wider.policy}#${wider.rule.id} ${what} wherever this rule fits`),
  ];
}

function expiryFaults({ approval, timings }: PolicyRule, { defaults }: PolicySet): Fault[] {
  const expires = approval?.expiresMs;
  if (expires === undefined) return [];
  const escalates =
    approval?.escalatesMs ?? timings?.approvalEscalatesMs ?? defaults.timings.approvalEscalatesMs;
  return escalates < expires
    ? []
    : [
        warning(
          'approval.expires',
          'comes before anybody is told that nobody decides: give it `escalates` too',
        ),
      ];
}

/** A step of the escalation chain behind the end of the approval is never taken. */
function chainFaults({ approval, timings }: PolicyRule, { defaults }: PolicySet): Fault[] {
  const ends = approval?.expiresMs ?? timings?.approvalExpiresMs ?? defaults.timings.approvalExpiresMs;
  const late = (approval?.escalateFurther ?? []).some(({ afterMs }) => afterMs >= ends);
  return late
    ? [warning('approval.escalateFurther', 'comes when the approval has expired: nobody will be told')]
    : [];
}

function nameFaults({ match }: PolicyRule, { accounts }: LintContext): Fault[] {
  const unknown = (match.account ?? []).filter(
    (name) => name !== SIMULATED && !accounts.some((account) => account.name === name),
  );
  return unknown.map((name) => warning('match.account', `no account is named "${name}" in accounts.yaml`));
}

/** The account of the bundled simulators stands in no file. */
const SIMULATED = 'sim';

function approvalFaults(approval: PolicyApproval, people: Person[]): Fault[] {
  const { quorum, groups = [], role = 'approver', escalateTo = [], escalateFurther = [] } = approval;
  const known = new Set(people.flatMap((person) => [person.id, ...person.groups]));
  const may = people.filter(
    (person) =>
      mayDecide(person) &&
      isAtLeast(roleAnywhere(person), role) &&
      groups.every((group) => person.groups.includes(group)),
  );
  const whose = groups.length === 0 ? '' : ` in ${groups.join(' and ')}`;
  return [
    ...groups
      .filter((group) => !known.has(group))
      .map((group) => error('approval.groups', `nobody belongs to "${group}" (people.yaml)`)),
    ...(may.length < quorum
      ? [
          error(
            'approval.quorum',
            `needs ${quorum} people with the role ${role}${whose}; there are ${may.length}`,
          ),
        ]
      : []),
    ...[
      ['escalateTo', escalateTo] as const,
      ['escalateFurther', escalateFurther.flatMap(({ to }) => to)] as const,
    ].flatMap(([field, names]) =>
      names
        .filter((name) => !known.has(name))
        .map((name) => warning(`approval.${field}`, `"${name}" is no person and no group of people.yaml`)),
    ),
  ];
}

function timingFaults(timings: Timings, { accounts }: LintContext, rule?: PolicyRule): Fault[] {
  const scope = rule?.match.account;
  // Simulated accounts answer within a second.
  const concerned = accounts.filter(({ name }) => scope === undefined || scope.includes(name));
  const slowest = Math.max(0, ...concerned.map(({ writeTimeoutMs }) => writeTimeoutMs));
  return [
    ...(timings.approvalEscalatesMs >= timings.approvalExpiresMs
      ? [warning('timings.approvalEscalates', 'is not before approvalExpires: nobody will be told in time')]
      : []),
    ...(timings.verifyPollMs > timings.verifyWithinMs
      ? [error('timings.verifyPoll', 'is longer than verifyWithin: nothing would be looked at')]
      : []),
    ...(timings.settleMs <= slowest
      ? [
          error(
            'timings.settle',
            `must exceed the accounts' writeTimeout (${slowest / 1000} s): an effect could show later`,
          ),
        ]
      : []),
  ];
}

function error(field: string, message: string): Fault {
  return { level: 'error', field, message };
}

function warning(field: string, message: string): Fault {
  return { level: 'warning', field, message };
}
