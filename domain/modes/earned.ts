// Automation that is earned: proposed on a record of proven plans that people agreed with, lost by one bad effect. Pure.
import type { Effect } from './effect';
import { coversSubject, settingFor, type ModeScope, type ModeSetting } from './mode-setting';

export interface Thresholds {
  /** Proven by the next sync. */
  verified: number;
  /** Share of decisions in which people took the plan as it was proposed. */
  agreement: number;
  /** Share of carried-out plans that were proven. */
  effective: number;
  /** How far back the record is read, milliseconds. */
  withinMs: number;
}

/** Twenty proven plans and hardly a dissent: what a careful team asks of a new colleague. */
export const THRESHOLDS: Thresholds = {
  verified: 20,
  agreement: 0.95,
  effective: 0.95,
  withinMs: 90 * 24 * 3_600_000,
};

/** What the engine proposed in one scope, and what became of it. */
export interface Record {
  scope: Required<Pick<ModeScope, 'provider' | 'account' | 'class' | 'action'>>;
  verified: number;
  ineffective: number;
  declined: number;
  /** `null` where nobody was ever asked. */
  agreement: number | null;
  lastIneffectiveAt: string | null;
  /** The record is good enough, and automation is not allowed yet. */
  earned: boolean;
}

/** One record a provider account, class and action, the longest first. */
export function recordsOf(
  effects: readonly Effect[],
  settings: readonly ModeSetting[],
  now: string,
  thresholds: Thresholds = THRESHOLDS,
): Record[] {
  const from = Date.parse(now) - thresholds.withinMs;
  const groups = new Map<string, Effect[]>();
  for (const effect of effects.filter((one) => Date.parse(one.at) >= from)) {
    const key = [effect.provider, effect.account, effect.class, effect.action].join('|');
    groups.set(key, [...(groups.get(key) ?? []), effect]);
  }
  return [...groups.values()]
    .flatMap((group) => recordOf(group, settings, now, thresholds) ?? [])
    .sort((a, b) => b.verified - a.verified);
}

function recordOf(
  group: Effect[],
  settings: readonly ModeSetting[],
  now: string,
  thresholds: Thresholds,
): Record | null {
  const [first] = group;
  if (!first) return null;
  const { provider, account, class: named, action } = first;
  const scope = { provider, account, class: named, action };
  const count = (verdict: Effect['verdict']) => group.filter((one) => one.verdict === verdict).length;
  const [verified, ineffective, declined] = [count('verified'), count('ineffective'), count('declined')];
  const asked = group.filter((one) => one.agreed !== null);
  const agreement = asked.length === 0 ? null : asked.filter((one) => one.agreed).length / asked.length;
  const subject = { ref: { provider, account, connectionId: '' }, tags: {}, class: named, action };
  const automatic = settingFor(settings, subject, now)?.mode === 'automate';
  const earned =
    !automatic &&
    named !== 'unknown' &&
    verified >= thresholds.verified &&
    agreement !== null &&
    agreement >= thresholds.agreement &&
    verified / (verified + ineffective) >= thresholds.effective;
  const bad = group.filter((one) => one.verdict === 'ineffective').map((one) => one.at);
  return {
    ...{ scope, verified, ineffective, declined, agreement, earned },
    lastIneffectiveAt: bad.sort().at(-1) ?? null,
  };
}

/** The bad effect that ended an earned setting; `null` = it still holds. Set by hand, nothing ends it but people. */
export function lostBy(setting: ModeSetting, effects: readonly Effect[]): Effect | null {
  if (setting.origin !== 'earned' || setting.mode !== 'automate') return null;
  return (
    effects.find(
      (one) =>
        one.verdict === 'ineffective' &&
        one.automated &&
        Date.parse(one.at) > Date.parse(setting.since) &&
        coversSubject(setting.scope, {
          ref: { provider: one.provider, account: one.account, connectionId: one.connectionId },
          tags: setting.scope.tags ?? {},
          class: one.class,
          action: one.action,
        }),
    ) ?? null
  );
}
