// Asks the model where the rules are not sure, judges what comes back, and puts both views into one diagnosis.
import type { Diagnosis, ModelConsulted } from '../domain/diagnosis';
import { judgeAnswer } from '../domain/model/answer';
import { addressesReader } from '../domain/model/addressed-text';
import { combine } from '../domain/model/combine';
import { isWorthAsking, questionFor } from '../domain/model/question';
import type { ModelReply } from '../domain/model/reply';
import type { Provider } from '../domain/connection-ref';
import type { DiagnosisModel } from '../domain/ports';

export interface AskModelInput {
  /** `null` = rules and memory only. */
  model: { model: DiagnosisModel; rowsAllowedTags: readonly string[] } | null;
  incidentId: string;
  provider: Provider;
  service: string;
  tags: Record<string, string>;
  /** What the rules say. */
  diagnosis: Diagnosis;
  now: () => Date;
}

/** Never throws for the model's sake: without a usable answer the rules' diagnosis stands, and the evidence says why. */
export async function askModel(input: AskModelInput): Promise<Diagnosis> {
  const { model, diagnosis: rules, now } = input;
  if (!model || !isWorthAsking(rules)) return rules;
  const { rowsAllowedTags } = model;
  const question = questionFor({ ...input, rowsAllowedTags });
  const at = () => now().toISOString();
  const tainted = question.evidence.find(({ text }) => addressesReader(text));
  if (tainted) {
    const whyNot = `evidence ${tainted.id} speaks to its reader, so no model was asked`;
    return combine({ rules, proposal: null, whyNot, askedOf: null, now: at() });
  }
  const reply = await model.model.ask(question);
  const askedOf = `${reply.model}, ${reply.promptVersion}`;
  if (!reply.ok) {
    const whyNot = `${reply.fault}: ${reply.reason}`;
    const diagnosis = combine({ rules, proposal: null, whyNot, askedOf, now: at() });
    return { ...diagnosis, model: consulted(reply, reply.fault) };
  }
  const judged = judgeAnswer(reply.answer, question);
  const verdict = judged.ok ? 'used' : judged.fault;
  await model.model.judged(reply.id, verdict);
  const heard = judged.ok
    ? { proposal: judged.proposal, whyNot: null }
    : { proposal: null, whyNot: judged.reason };
  return { ...combine({ rules, ...heard, askedOf, now: at() }), model: consulted(reply, verdict) };
}

function consulted(reply: ModelReply, verdict: ModelConsulted['verdict']): ModelConsulted {
  const { id, model, promptVersion, tokensIn, tokensOut, costUsd, latencyMs } = reply;
  return { callId: id, model, promptVersion, tokens: tokensIn + tokensOut, costUsd, latencyMs, verdict };
}
