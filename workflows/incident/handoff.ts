// What no API call can fix: tell a person what to do and where, then notice by ourselves that it was done.
import { patched } from '@temporalio/workflow';
import type { Phase } from '../../domain/incident-state';
import type { Step } from '../../domain/step';
import type { OpenIncident } from './open-incident';
import { patiently } from './patience';
import { lookAtConnection } from './verify';

/** Waits until the person hands back, setup is whole again, or a sync has succeeded. */
export async function handOff(inc: OpenIncident, step: Step): Promise<Phase | 'go_on'> {
  const { state } = inc;
  if (step.status !== 'running') {
    step.status = 'running';
    if (isAboutCredentials(inc) && offersLink(inc)) await offerRepairLink(inc, step);
    inc.flag('handoff', true);
    inc.note('system', 'handoff.requested', { instruction: step.params.instruction });
  }
  const pollMs = state.plan?.timings.handoffPollMs ?? 600_000;
  let wasBroken = false;
  for (;;) {
    const until = new Date(Date.now() + pollMs).toISOString();
    await inc.wait({
      summary: `A person must act: ${step.params.instruction ?? 'see the plan'} Looking again at ${until}`,
      until,
      wake: () => state.handedBack || inc.news.length > 0,
    });
    if (state.handedBack) return done(inc, step, 'handed back');
    const look = await lookAtConnection(inc);
    if (look.verdict === 'proven') {
      done(inc, step, 'a sync has succeeded');
      return 'verifying';
    }
    if (wasBroken && look.now.setup === 'connected')
      return done(inc, step, 'the provider says that setup is connected again');
    wasBroken ||= look.now.setup === 'broken' || look.now.setup === 'incomplete';
  }
}

/** Runs of later builds need not ask here, where a stalled worker would make the marker of a patch unreplayable. */
function offersLink(inc: OpenIncident): boolean {
  return inc.tellsAtOnce || patched('repair-link');
}

function isAboutCredentials({ state }: OpenIncident): boolean {
  return state.diagnosis?.action === 'reauthenticate';
}

/** The provider's own form for new credentials, where the account offers it: no way through its console. */
async function offerRepairLink(inc: OpenIncident, step: Step): Promise<void> {
  const link = await patiently(inc, () =>
    inc.provider.read.findRepairLink.executeWithOptions(
      { summary: `Ask for a form to renew the credentials of ${step.target}` },
      [inc.state.ref],
    ),
  );
  if (link) step.params = { ...step.params, url: link.url };
}

function done(inc: OpenIncident, step: Step, outcome: string): 'go_on' {
  inc.flag('handoff', false);
  step.status = 'applied';
  step.endedAt = new Date().toISOString();
  step.outcome = outcome;
  inc.note('system', 'handoff.done', { how: outcome });
  return 'go_on';
}
