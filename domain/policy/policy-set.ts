// From policy documents to the set that decides: names in milliseconds, absent members absent.
import type { Timings } from '../plan';
import { present } from '../present';
import type { PolicyDocument } from './policy.schema';
import type { Limit, PolicyApproval, PolicyFile, PolicyMatch, PolicySet } from './policy';

/** Documents in the order in which they decide. Answers `null` unless exactly one of them states the defaults. */
export function policySet(documents: PolicyDocument[]): PolicySet | null {
  const [stated, ...more] = documents.flatMap((d) => d.spec.defaults ?? []);
  if (!stated || more.length > 0) return null;
  return {
    files: documents.map(policyFile),
    defaults: {
      mode: stated.mode,
      severity: stated.severity,
      approval: approvalOf(stated.approval),
      timings: timingsOf(stated.timings),
      ...(stated.breaker && {
        breaker: { ineffective: stated.breaker.ineffective, withinMs: stated.breaker.within },
      }),
    },
  };
}

function policyFile({ metadata, spec }: PolicyDocument): PolicyFile {
  return {
    name: metadata.name,
    version: metadata.version,
    rules: spec.rules.map(({ id, why, match, mode, cap, severity, approval, never, limits, timings }) => ({
      id,
      why,
      match: matchOf(match),
      ...(mode === undefined ? {} : { mode }),
      ...(cap === undefined ? {} : { cap }),
      ...(severity === undefined ? {} : { severity }),
      ...(approval === undefined ? {} : { approval: approvalOf(approval) }),
      ...(never === undefined ? {} : { never }),
      ...(limits === undefined ? {} : { limits: limitsOf(limits) }),
      ...(timings === undefined ? {} : { timings: timingsOf(timings) }),
    })),
  };
}

type Limits = NonNullable<PolicyDocument['spec']['rules'][number]['limits']>;

function limitsOf({ perConnection, perAccount, perClass }: Limits): Limit[] {
  return [
    ...(perConnection ? [{ per: 'connection' as const, ...perConnection }] : []),
    ...(perAccount ? [{ per: 'account' as const, ...perAccount }] : []),
    ...(perClass ? [{ per: 'class' as const, ...perClass }] : []),
  ];
}

type Match = PolicyDocument['spec']['rules'][number]['match'];

function matchOf({ recurrence, time, ...match }: Match): PolicyMatch {
  return {
    ...present(match),
    ...(recurrence && { recurrence: { atLeast: recurrence.atLeast, withinMs: recurrence.within } }),
    ...(time && { time: present(time) }),
  };
}

type Approval = NonNullable<PolicyDocument['spec']['rules'][number]['approval']>;

function approvalOf({ expires, escalates, escalateFurther, ...people }: Approval): PolicyApproval {
  const further = escalateFurther?.map(({ after, to }) => ({ afterMs: after, to }));
  return present({ ...people, escalateFurther: further, expiresMs: expires, escalatesMs: escalates });
}

type Durations = NonNullable<PolicyDocument['spec']['rules'][number]['timings']>;

function timingsOf(durations: Required<Durations>): Timings;
function timingsOf(durations: Durations): Partial<Timings>;
function timingsOf({ verifyAtLeastIntervals, ...durations }: Durations): Partial<Timings> {
  const named = Object.entries(durations).map(([name, value]) => [`${name}Ms`, value]);
  // Every member of Timings but the interval count is a duration named by its YAML key plus `Ms`.
  return present({ ...Object.fromEntries(named), verifyAtLeastIntervals });
}
