// From an event and the facts behind it to a diagnosis: evidence first, then the symptom, then the rules.
import { classify, type Classification } from './classification/classify';
import type { CompiledRules } from './classification/compile';
import { httpStatusIn, retryAtIn, ruleText } from './classification/message-facts';
import type { Subject } from './classification/rule';
import { lastFailedRun, type ConnectionFacts, type SyncRun } from './connection-state';
import type { Diagnosis, Symptom } from './diagnosis';
import { EvidenceList } from './evidence-list';
import { fingerprintOf } from './memory/fingerprint';
import type { PipelineEvent } from './pipeline-event';
import { requestedDiagnosis } from './requested-diagnosis';

export interface DiagnoseInput {
  rules: CompiledRules;
  event: PipelineEvent;
  /** `null` when the provider would not show the connection. */
  facts: ConnectionFacts | null;
  /** What a failed verification taught. */
  learned?: { symptom: Symptom; detail: string };
  /** ISO 8601 UTC. */
  now: string;
}

/** Names what is wrong and cites why, or says `unknown`. Pure. */
export function diagnose(input: DiagnoseInput): Diagnosis {
  const { event, facts } = input;
  if (event.request && !input.learned) return requestedDiagnosis(event, event.request);
  const run = failedRun(event, facts);
  const message = [event.message, run?.failure?.message]
    .filter((m) => m !== undefined && m !== '')
    .join('\n');
  const symptom = symptomOf(input);
  const subject = subjectOf(input, symptom, message, run);
  const found = classify(input.rules, subject);
  const evidence = gather(input, run);
  const fingerprint = fingerprintOf(message);
  // "Retry after 60 seconds" counts from when it was said; a webhook may arrive a day later.
  const saidAt = run?.endedAt ?? event.occurredAt;
  const retryAt =
    facts?.state.rescheduledFor ?? event.rescheduledFor ?? retryAtIn(subject.text, Date.parse(saidAt));
  return {
    class: found.class,
    symptom,
    confidence: found.confidence,
    band: found.band,
    decidedBy: found.decidedBy,
    ...(found.ruleId === undefined ? {} : { ruleId: found.ruleId }),
    summary: summaryOf(symptom, found, evidence),
    evidence: evidence.items,
    action: found.action,
    alternatives: found.alternatives,
    ...(fingerprint === '' ? {} : { fingerprint }),
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

/** The run that the event is about, or the newest that failed. */
function failedRun(event: PipelineEvent, facts: ConnectionFacts | null): SyncRun | undefined {
  if (!facts) return undefined;
  return facts.runs.find((run) => run.id === event.runId && run.status === 'failed') ?? lastFailedRun(facts);
}

function symptomOf({ event, facts, learned }: DiagnoseInput): Symptom {
  if (learned) return learned.symptom;
  if (facts && hasRecovered(event, facts)) return 'recovered';
  switch (event.kind) {
    case 'sync_stuck':
      return 'stuck';
    case 'sync_rescheduled':
      return 'rescheduled';
    case 'connection_disabled':
      return 'disabled';
    case 'sync_failed':
      // What the provider has put off it will try again by itself.
      return facts !== null && facts.state.rescheduledFor !== null ? 'rescheduled' : 'failed';
    case 'sync_delayed':
      return 'late';
    case 'moved_nothing':
      return 'moved_nothing';
    case 'connection_paused':
      return 'disabled';
    case 'change_requested':
      return 'requested';
    case 'sync_succeeded':
    case 'sync_cancelled':
    case 'connection_disable_warning':
    case 'schema_changed':
    case 'setup_broken':
      return 'failed';
  }
}

/** A success after the failed run: by job number where there are numbers, else by the provider's own clock. */
function hasRecovered(event: PipelineEvent, { state, runs }: ConnectionFacts): boolean {
  if (event.kind !== 'sync_failed' && event.kind !== 'sync_rescheduled') return false;
  const failed = Number(event.runId);
  if (state.lastRunId !== null && Number.isFinite(failed)) {
    const newest = runs.find((run) => run.kind !== 'clear' && run.status !== 'running');
    return (
      newest?.status === 'succeeded' && Number(newest.id) > failed && (newest.rows ?? newest.bytes ?? 0) > 0
    );
  }
  const { lastSuccessAt, lastFailureAt } = state;
  if (lastSuccessAt === null || Date.parse(lastSuccessAt) <= Date.parse(event.occurredAt)) return false;
  return lastFailureAt === null || Date.parse(lastFailureAt) < Date.parse(lastSuccessAt);
}

function subjectOf(
  input: DiagnoseInput,
  symptom: Symptom,
  message: string,
  run: SyncRun | undefined,
): Subject {
  const { event, facts, learned } = input;
  const text = ruleText([message, learned?.detail ?? ''].join('\n').trim());
  const status = run?.failure?.httpStatus ?? httpStatusIn(text);
  const notices = facts?.state.notices.map((notice) => notice.code) ?? [];
  const codes = [event.failureType, run?.failure?.type, ...notices].filter((code) => code !== undefined);
  // Fivetran names no origin, but this task says which end it is about.
  const end = codes.includes('reconnect_warehouse') ? 'destination' : undefined;
  const origin = event.failureOrigin ?? run?.failure?.origin ?? end;
  return {
    provider: event.provider,
    service: facts?.state.service ?? 'unknown',
    symptom,
    text,
    ...(status === undefined ? {} : { httpStatus: status }),
    codes,
    ...(origin === undefined ? {} : { origin }),
    ...(facts ? { setup: facts.state.setup, schemaChange: facts.state.schemaChange } : {}),
  };
}

function gather({ event, facts, learned, now }: DiagnoseInput, run: SyncRun | undefined): EvidenceList {
  const list = new EvidenceList();
  list.add('event', event.occurredAt, `${event.kind}: ${event.message ?? 'no message'}`);
  if (run?.failure && run.failure.message !== event.message) {
    const { type, origin, message } = run.failure;
    list.add(
      'run',
      run.endedAt ?? run.startedAt,
      `run ${run.id} failed (${type ?? 'no type'}, ${origin ?? 'no origin'}): ${message}`,
    );
  }
  if (run?.failure?.logTail) {
    const tries = run.failure.attempts === undefined ? '' : ` after ${run.failure.attempts} attempts`;
    list.add('run', run.endedAt ?? run.startedAt, `log of run ${run.id}${tries}: ${run.failure.logTail}`);
  }
  if (learned) list.add('verification', now, learned.detail);
  if (!facts) {
    list.add('missing', now, 'the provider did not show us the connection; the event alone was read');
    return list;
  }
  const { state } = facts;
  const running = state.running ? ', a sync is running' : '';
  list.add(
    'state',
    state.readAt,
    `${state.active ? 'active' : 'paused'}, setup ${state.setup}${running}; last success ${state.lastSuccessAt ?? 'never'}, last failure ${state.lastFailureAt ?? 'never'}`,
  );
  for (const notice of state.notices.slice(0, 3))
    list.add('notice', state.readAt, `${notice.severity} ${notice.code}: ${notice.message}`);
  const ended = facts.runs.filter((r) => r.status !== 'running');
  if (ended.length > 0) {
    const failed = ended.filter((r) => r.status === 'failed').length;
    list.add('history', state.readAt, `${failed} of the last ${ended.length} runs failed`);
  }
  for (const { what, why } of facts.missing.slice(0, 2))
    list.add('missing', state.readAt, `${what} could not be read: ${why}`);
  return list;
}

/** The deciding words, only as they stand in evidence: there they have been redacted. */
function quote(matched: string | undefined, evidence: string | undefined): string {
  const words = matched?.trim().slice(0, 120);
  return words && evidence?.includes(words) ? `: "${words}"` : '';
}

function summaryOf(symptom: Symptom, found: Classification, evidence: EvidenceList): string {
  const [first] = evidence.items;
  const cite = first ? ` [${first.id}]` : '';
  switch (symptom) {
    case 'recovered':
      return `A later sync has already succeeded${cite}; what failed looked like ${found.class}.`;
    case 'stuck':
    case 'late':
    case 'requested':
    case 'moved_nothing': {
      const why = evidence.items.find((item) => item.kind === 'verification') ?? first;
      return `${why?.text ?? symptom} [${why?.id ?? 'e1'}].`;
    }
    case 'failed':
    case 'rescheduled':
    case 'disabled':
      return found.ruleId === undefined
        ? `Nothing decides what is wrong; a person must look${cite}.`
        : `${found.why}${quote(found.matched, first?.text)}${cite}.`;
  }
}
