// A brake is on: the step waits and says so, and goes on by itself when it is lifted.
import type { Hold } from '../../domain/brakes/brake';
import type { Step } from '../../domain/step';
import type { OpenIncident } from './open-incident';

/** A brake is on: the step waits, however long, and says so; nothing has been sent. */
export async function holdBack(inc: OpenIncident, step: Step, hold: Hold): Promise<void> {
  const { state } = inc;
  const { kind, reason, by, until } = hold;
  if (!state.flags.includes('frozen')) {
    inc.flag('frozen', true);
    inc.note('system', 'step.held', {
      stepId: step.id,
      kind: step.kind,
      brake: kind,
      id: hold.id,
      by,
      reason,
    });
  }
  const now = Date.now();
  const poll = now + (state.plan?.timings.handoffPollMs ?? 600_000);
  const at = new Date(
    until === null ? poll : Math.min(poll, Math.max(Date.parse(until), now + 1000)),
  ).toISOString();
  const what = kind === 'kill' ? 'kill switch' : 'change freeze';
  const end = until === null ? 'until it is lifted' : `until ${until}, or until it is lifted`;
  await inc.wait({ summary: `Held by the ${what} of ${by} (${reason}), ${end}`, until: at });
}

/** No brake holds it any more. */
export function letGo(inc: OpenIncident, step: Step): void {
  if (!inc.state.flags.includes('frozen')) return;
  inc.flag('frozen', false);
  inc.note('system', 'step.released', { stepId: step.id, kind: step.kind });
}
