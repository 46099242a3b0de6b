// Setting how far Penstock may go somewhere, and taking that back: the same act for API and console.
import { randomUUID } from 'node:crypto';
import { modeScopeInWords, type ModeScope, type ModeSetting } from '../../domain/modes/mode-setting';
import type { Mode } from '../../domain/plan';
import type { Role } from '../../domain/person';
import { present } from '../../domain/present';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';

/** To let it do less is everybody's right who may act; to let it act by itself is the administrator's. */
export const SETS: Record<Mode, Role> = { monitor: 'operator', recommend: 'operator', automate: 'admin' };

export interface ModeAsked {
  scope: ModeScope;
  mode: Mode;
  origin: ModeSetting['origin'];
  reason: string;
  /** ISO 8601; absent = until it is taken back. */
  until?: string | undefined;
  /** ID of the person; never taken from what they sent. */
  by: string;
}

type Deps = Pick<IngressOptions, 'modes' | 'logger'> & { now: () => Date };

/** @throws Problem 400 when `until` lies in the past */
export async function setMode(asked: ModeAsked, deps: Deps): Promise<ModeSetting> {
  const now = deps.now();
  const { scope, mode, origin, reason, by } = asked;
  const until = asked.until === undefined ? null : new Date(asked.until).toISOString();
  if (until !== null && Date.parse(until) <= now.getTime())
    throw new Problem(400, `"until" (${until}) lies in the past`);
  const since = now.toISOString();
  const setting = { id: `mode-${randomUUID().slice(0, 8)}`, scope, mode, origin, by, reason, since, until };
  await deps.modes.setMode(setting, audited(setting, by, 'mode.set', now));
  deps.logger.warn({ mode, scope: modeScopeInWords(scope), by }, 'mode.set');
  return setting;
}

/** False when no such setting stands any more. */
export async function takeBackMode(
  setting: ModeSetting,
  by: string,
  deps: Deps,
  why?: string,
): Promise<boolean> {
  const now = deps.now();
  const done = await deps.modes.takeBack(
    setting.id,
    now.toISOString(),
    audited(setting, by, 'mode.taken_back', now, why),
  );
  if (done) deps.logger.warn({ mode: setting.id, by }, 'mode.taken_back');
  return done;
}

/** A setting belongs to no incident; the audit record keeps it under its own ID. */
function audited(setting: ModeSetting, by: string, action: string, at: Date, why?: string) {
  const { id, scope, mode, origin, reason, until } = setting;
  return {
    ...{ key: `${id}/${action}`, at: at.toISOString(), incidentId: id, actor: by, action },
    details: { scope: modeScopeInWords(scope), mode, origin, reason, until, ...present({ why }) },
  };
}
