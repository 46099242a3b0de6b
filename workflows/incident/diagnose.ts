// Opening, diagnosis and plan: from an event to what could be done about it and who must allow that.
import type { Phase } from '../../domain/incident-state';
import { baselineAt, baselineAtEvent } from '../../domain/recovery';
import { store } from '../activity-options';
import type { OpenIncident } from './open-incident';
import { refuse } from './request';
import { patiently } from './patience';
import { waitForMaintenance } from './suppressed';

/** Makes the incident known; a late repeat of an event that an earlier incident dealt with ends here. */
export async function open(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  const { kind, id, source, occurredAt } = state.firstEvent;
  inc.note('system', 'incident.opened', { kind, eventId: id, source, occurredAt });
  const { ownedBy } = await inc.save();
  if (ownedBy === state.id) return 'diagnosing';
  const note = `the event belongs to ${ownedBy}`;
  state.resolution = {
    status: 'closed',
    reason: 'duplicate',
    by: 'system',
    at: new Date().toISOString(),
    note,
  };
  return 'over';
}

/** Reads facts, keeps them as evidence, names the class or says that it does not know. */
export async function diagnose(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  await inc.awake();
  state.next = 'Reading facts from the provider.';
  inc.show();
  const { firstEvent: event, learned, id: incidentId } = state;
  const found = await patiently(inc, () =>
    inc.provider.read.diagnose.executeWithOptions(
      { summary: `Read facts of ${state.ref.connectionId} and classify` },
      [{ incidentId, event: latestFailure(inc) ?? event, learned }],
    ),
  );
  state.connection = found.connection;
  if (found.maintenance && !event.request) {
    await waitForMaintenance(inc, found.maintenance);
    return 'diagnosing';
  }
  state.diagnosis = found.diagnosis;
  state.providerUrl = found.providerUrl;
  state.active = found.state?.active ?? true;
  state.schedule = found.state?.schedule ?? null;
  if (state.baseline === null || learned === null) state.baseline = baselineAtEvent(event, found.state);
  if (learned !== null && found.state !== null)
    state.baseline = baselineAt(found.state, state.baseline.active);
  const {
    class: failureClass,
    confidence,
    band,
    decidedBy,
    ruleId,
    symptom,
    action,
    model,
  } = found.diagnosis;
  inc.note('system', 'incident.classified', {
    class: failureClass,
    symptom,
    confidence,
    band,
    decidedBy,
    ruleId: ruleId ?? null,
    action,
    model: model ?? null,
  });
  return 'planning';
}

/** Policy and playbook decide, outside the workflow; what they decided comes back as data and stays as it is. */
export async function planRemediation(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  if (!state.diagnosis) return 'diagnosing';
  state.plansMade += 1;
  const plan = await store.planRemediation({
    ref: state.ref,
    diagnosis: state.diagnosis,
    connection: state.connection,
    active: state.active,
    schedule: state.schedule,
    planNumber: state.plansMade,
    providerUrl: state.providerUrl,
    ...(state.firstEvent.request && state.learned === null ? { request: state.firstEvent.request } : {}),
  });
  Object.assign(state, { plan, approval: null, stepIndex: 0, verification: null, handedBack: false });
  state.mode = plan.mode;
  state.severity = plan.severity;
  inc.note('system', 'plan.made', {
    planHash: plan.hash,
    playbook: plan.playbook,
    playbookHash: plan.playbookHash,
    rulesHash: plan.rulesHash,
    policy: plan.policy,
    mode: plan.mode,
    steps: plan.steps.map((s) => s.kind),
    approval: plan.approval.required ? plan.approval.quorum : 0,
  });
  return plan.refusal === undefined ? 'remediating' : refuse(inc, plan.refusal);
}

function latestFailure(inc: OpenIncident) {
  const { lastEvent } = inc.state;
  return lastEvent.kind === 'sync_failed' ? lastEvent : undefined;
}
