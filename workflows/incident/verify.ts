// Proven or open: the next sync that started after the action must succeed and data must be back, however long that takes.
import type { CheckResult } from '../../activities/verification';
import type { Phase } from '../../domain/incident-state';
import { LIMITS } from '../../domain/limits';
import { attemptOf, type Attempt } from '../../domain/memory/past-case';
import type { Baseline } from '../../domain/recovery';
import type { Check, Verification } from '../../domain/verification';
import { compensate } from './compensate';
import { judge } from './judge';
import type { OpenIncident } from './open-incident';
import { patiently } from './patience';

/** Looks that follow each other faster than people read are not worth a row each. */
const KEPT_FROM_MS = 60_000;

/** Looks whenever the provider says something and otherwise at each poll, until proof, failure or deadline. */
export async function verify(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  const { plan } = state;
  if (!plan) return 'diagnosing';
  const keepsNext = inc.tellsAtOnce && plan.timings.verifyPollMs >= KEPT_FROM_MS;
  let wake = state.lastActAt === null || inc.news.length > 0;
  for (;;) {
    const now = Date.now();
    const { deadline } = (state.verification ??= begin(inc, now + plan.timings.verifyWithinMs));
    if (!wake) {
      const until = new Date(
        Math.min(now + plan.timings.verifyPollMs, Math.max(Date.parse(deadline), now + 1000)),
      ).toISOString();
      if (keepsNext) inc.touch();
      await inc.wait({
        summary: `Waiting for the next sync; looking again at ${until}, deadline ${deadline}`,
        until,
        wake: () => inc.news.length > 0,
      });
    }
    wake = false;
    const look = await lookAtConnection(inc);
    show(inc, look.checks);
    if (look.verdict === 'proven') return resolved(inc);
    if (look.verdict === 'failed' && look.learned) return learn(inc, look.learned);
    if (Date.now() >= Date.parse(deadline)) {
      return learn(inc, { symptom: 'failed', detail: `no proof of recovery by ${deadline}` });
    }
  }
}

function begin(inc: OpenIncident, deadlineMs: number): Verification {
  const verification = {
    since: new Date().toISOString(),
    deadline: new Date(deadlineMs).toISOString(),
    checks: [],
  };
  inc.note('system', 'verification.started', {
    deadline: verification.deadline,
    baseline: inc.state.baseline,
  });
  return verification;
}

function show(inc: OpenIncident, checks: Check[]): void {
  const { verification } = inc.state;
  if (!verification || JSON.stringify(verification.checks) === JSON.stringify(checks)) return;
  verification.checks = checks;
  inc.touch();
}

/** The engine has done what it may: it keeps looking for proof, slowly, while a person decides. */
export async function watchWhileEscalated(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  if (!state.flags.includes('escalated')) {
    inc.flag('escalated', true);
    inc.note('system', 'incident.escalated', {
      to: state.plan?.approval.escalateTo ?? [],
      plansMade: state.plansMade,
    });
  }
  const pollMs = state.plan?.timings.handoffPollMs ?? 600_000;
  const keepsNext = inc.tellsAtOnce && pollMs >= KEPT_FROM_MS;
  for (;;) {
    const until = new Date(Date.now() + pollMs).toISOString();
    if (keepsNext) inc.touch();
    await inc.wait({
      summary: `A person must decide (retry, close or cancel); looking for recovery again at ${until}`,
      until,
      wake: () => inc.news.length > 0,
    });
    if ((await lookAtConnection(inc)).verdict === 'proven') return 'verifying';
  }
}

/** True when news of a success came while we waited and the checks bear it out: the plan is no longer needed. */
export async function recoveredByItself(inc: OpenIncident): Promise<boolean> {
  const hopeful = inc.news.some((event) => event.kind === 'sync_succeeded');
  if (!hopeful) {
    inc.news = [];
    return false;
  }
  const { verdict } = await lookAtConnection(inc);
  if (verdict === 'proven') inc.note('system', 'connection.recovered', { without: 'our action' });
  return verdict === 'proven';
}

/** One look: facts, checks, and which successes have been seen so far. */
export async function lookAtConnection(inc: OpenIncident): Promise<CheckResult> {
  const { state } = inc;
  inc.news = [];
  const baseline: Baseline = state.baseline ?? {
    successAt: state.firstEvent.occurredAt,
    failureAt: null,
    runId: null,
    active: true,
  };
  const look = await patiently(inc, () =>
    inc.provider.read.checkRecovery.executeWithOptions(
      { summary: `Is ${state.ref.connectionId} well again?` },
      [
        {
          ref: state.ref,
          baseline,
          timings: { stuckAfterMs: state.plan?.timings.stuckAfterMs ?? 6 * 3_600_000 },
          lastActAt: state.lastActAt,
          successesSeen: state.successesSeen,
        },
      ],
    ),
  );
  state.successesSeen = look.successesSeen.slice(-5);
  return look;
}

function resolved(inc: OpenIncident): Phase {
  const { state } = inc;
  remember(inc, 'verified');
  const proof = state.verification?.checks.map((c) => `${c.kind}: ${c.detail}`) ?? [];
  state.resolution = {
    status: 'resolved',
    reason: 'verified',
    by: 'system',
    at: new Date().toISOString(),
    proof,
  };
  return 'over';
}

/** Not proven: undo what the plan left, then plan once more with what was learned, then leave it to a person. */
async function learn(inc: OpenIncident, learned: NonNullable<CheckResult['learned']>): Promise<Phase> {
  const { state } = inc;
  inc.note('system', 'verification.failed', { ...learned, checks: state.verification?.checks });
  remember(inc, 'ineffective');
  await compensate(inc);
  if (state.plansMade >= LIMITS.plansMax) return 'escalated';
  state.learned = learned;
  return 'diagnosing';
}

/** Kept until the incident closes; then it is a case that later diagnoses may recall. */
function remember(inc: OpenIncident, verdict: Attempt['verdict']): void {
  const { state } = inc;
  const attempt = attemptOf(state, verdict, new Date().toISOString());
  if (attempt) state.attempts = [...(state.attempts ?? []), attempt].slice(-LIMITS.attemptsRememberedMax);
  judge(inc, verdict);
}
