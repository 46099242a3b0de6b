// Situations in which a rule decides, and those that just miss it: what a comparison of policies tries.
import { FAILURE_CLASSES, SUGGESTED_ACTIONS, type DiagnosedClass } from '../failure-class';
import { PROVIDERS } from '../connection-ref';
import { SYMPTOMS } from '../diagnosis';
import type { StepKind } from '../step';
import type { PolicyMatch, PolicySet, PolicySubject } from './policy';
import { isWithin, type TimeWindow } from './time-window';

/** A Wednesday at noon UTC. */
const AN_HOUR = Date.parse('2026-11-18T12:00:00Z');
const HALF_HOUR_MS = 1_800_000;
const HALF_HOURS_A_WEEK = 336;
const CLASSES: readonly DiagnosedClass[] = [...FAILURE_CLASSES, 'unknown'];

/** Plans as playbooks make them, and one of each kind that people may ask for. */
const PLANS: readonly StepKind[][] = [
  ['trigger_sync'],
  ['pause', 'wait', 'resume', 'trigger_sync'],
  ['handoff', 'run_setup_tests', 'trigger_sync'],
  ['handoff', 'resync'],
  ['reload_schema', 'trigger_sync'],
  ['cancel_sync', 'trigger_sync'],
  ['resync'],
  ['clear', 'trigger_sync'],
  ['select_schema'],
  ['set_schedule'],
  ['change_setting'],
  ['edit_state'],
];

/**
 * For every rule: situations that it fits (every class where it names none, certain and uncertain, every plan), and for
 * each condition one that only this condition keeps out. Without repeats.
 */
export function situationsOf(sets: readonly PolicySet[]): PolicySubject[] {
  const matches = [
    {},
    ...sets.flatMap(({ files }) => files.flatMap(({ rules }) => rules.map((r) => r.match))),
  ];
  const found = new Map<string, PolicySubject>();
  for (const match of matches)
    for (const subject of [...fitting(match), ...nearMisses(match)])
      found.set(JSON.stringify(subject), subject);
  return [...found.values()];
}

function fitting(match: PolicyMatch): PolicySubject[] {
  const base = baseOf(match);
  const classes = match.class ?? CLASSES;
  return plansFor(match).flatMap((steps) =>
    classes.flatMap((failureClass) =>
      bandsFor(failureClass, match).map((band) => ({ ...base, steps, class: failureClass, band })),
    ),
  );
}

/** One condition turned at a time; steps and classes vary in `fitting` anyway. */
function nearMisses(match: PolicyMatch): PolicySubject[] {
  const base = { ...baseOf(match), class: match.class?.[0] ?? 'network_transient' };
  const turned: Partial<PolicySubject>[] = [
    ...(match.provider || match.account || match.connectionId ? elsewhere(base, match) : []),
    ...(match.tags ? [{ tags: {} }] : []),
    ...(match.environment ? [{ environment: null }] : []),
    ...(match.action ? otherThan(match.action, SUGGESTED_ACTIONS).map((action) => ({ action })) : []),
    ...(match.symptom ? otherThan(match.symptom, SYMPTOMS).map((symptom) => ({ symptom })) : []),
    ...(match.class ? otherThan(match.class, CLASSES).map((name) => ({ class: name })) : []),
    ...(match.recurrence ? [{ earlier: base.earlier.slice(1) }] : []),
    ...(match.blastRadius ? [{ blastRadius: match.blastRadius.atLeast - 1 }] : []),
    ...(match.time ? [{ at: momentOf(match.time, false) }] : []),
  ];
  return turned.flatMap((changes) =>
    plansFor(match).flatMap((steps) =>
      (['high', 'none'] as const).map((band) => ({ ...base, ...changes, steps, band })),
    ),
  );
}

function elsewhere({ ref }: PolicySubject, match: PolicyMatch): Partial<PolicySubject>[] {
  const provider = PROVIDERS.find((one) => match.provider?.includes(one) === false);
  return [
    ...(match.provider && provider ? [{ ref: { ...ref, provider } }] : []),
    ...(match.account ? [{ ref: { ...ref, account: 'another-account' } }] : []),
    ...(match.connectionId ? [{ ref: { ...ref, connectionId: 'another-connection' } }] : []),
  ];
}

function baseOf(match: PolicyMatch): PolicySubject {
  const at = match.time ? momentOf(match.time, true) : new Date(AN_HOUR).toISOString();
  const again = (match.recurrence?.atLeast ?? 1) - 1;
  return {
    ref: {
      provider: match.provider?.[0] ?? 'fivetran',
      account: match.account?.[0] ?? 'an-account',
      connectionId: (match.connectionId?.[0] ?? 'a_connection').replaceAll('*', 'x'),
    },
    ...{
      tags: match.tags ?? {},
      environment: match.environment?.[0] ?? null,
      class: 'unknown',
      band: 'none',
    },
    ...{ symptom: match.symptom?.[0] ?? 'failed', action: match.action?.[0] ?? 'escalate', steps: [], at },
    earlier: Array.from({ length: again }, (_, i) => new Date(Date.parse(at) - i - 1).toISOString()),
    blastRadius: match.blastRadius?.atLeast ?? 1,
  };
}

function plansFor({ onlySteps = [], anyStep = [] }: PolicyMatch): StepKind[][] {
  return [...PLANS, ...[...onlySteps, ...anyStep].map((kind) => [kind])];
}

function bandsFor(failureClass: DiagnosedClass, { band, symptom }: PolicyMatch): PolicySubject['band'][] {
  // A request is certain in itself, whatever its class.
  if (failureClass === 'unknown') return symptom?.includes('requested') ? ['high'] : ['none'];
  return band ?? ['high', 'medium', 'low'];
}

function otherThan<T>(named: readonly T[], all: readonly T[]): T[] {
  const other = all.find((one) => !named.includes(one));
  return other === undefined ? [] : [other];
}

/** A moment of some week inside the window, or outside it; noon of a Wednesday where there is none. */
function momentOf(window: TimeWindow, inside: boolean): string {
  for (let step = 0; step < HALF_HOURS_A_WEEK; step += 1) {
    const at = new Date(AN_HOUR + step * HALF_HOUR_MS).toISOString();
    if (isWithin(window, at) === inside) return at;
  }
  return new Date(AN_HOUR).toISOString();
}
