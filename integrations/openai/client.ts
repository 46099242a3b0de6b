// Asks a model behind an OpenAI-compatible endpoint: budget first, one question, one retry when the answer is no JSON.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { costOf, estimateTokens } from '../../domain/model/budget';
import { promptId, renderPrompt, type Prompt } from '../../domain/model/prompt';
import type { ModelReply } from '../../domain/model/reply';
import type { ModelEndpoint, ModelSettings } from '../../domain/model/settings';
import type { DiagnosisModel } from '../../domain/ports';
import type { ModelLedger } from '../../domain/store-ports';
import { redact } from '../../domain/redaction';
import { answerSchema } from './answer-format';
import { jsonObjectIn } from './answer-text';
import { createCompleter, type CompletionRequest } from './completion';
import type { CallFault } from './fault';
import { createReserve, type Tokens } from './spending';

export interface OpenAiModelOptions {
  endpoint: ModelEndpoint;
  settings: ModelSettings;
  prompt: Prompt;
  ledger: ModelLedger;
  now: () => Date;
  /** Of a whole question, retry included. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const ANSWER_BYTES_MAX = 200_000;
/** An answer takes about 200; reasoning models count their thinking here too. */
const ANSWER_TOKENS_MAX = 2_000;
const TRIES_MAX = 2;

/** `text` is what the model wrote last; kept as a digest alone. */
type Outcome = ({ answer: unknown } | CallFault) & { text: string | null; used: Tokens };

export function createOpenAiModel(options: OpenAiModelOptions): DiagnosisModel {
  const { endpoint, settings, prompt, now, timeoutMs = TIMEOUT_MS } = options;
  const { model } = endpoint;
  const promptVersion = promptId(prompt);
  const reserve = createReserve(options.ledger, settings);
  const complete = createCompleter({
    endpoint,
    answerTokensMax: ANSWER_TOKENS_MAX,
    answerBytesMax: ANSWER_BYTES_MAX,
    zeroRetention: settings.zeroRetentionRequired,
  });

  async function tries(request: CompletionRequest, most: Tokens, fitsAfter: (used: Tokens) => boolean) {
    const used = { in: 0, out: 0 };
    for (let tried = 1; ; tried += 1) {
      const completion = await complete(request);
      const text = 'text' in completion ? completion.text : null;
      used.in += completion.tokens?.in ?? most.in;
      used.out += completion.tokens?.out ?? estimateTokens(text?.length ?? 0);
      const outcome = read(completion);
      const again = 'fault' in outcome && outcome.fault === 'malformed' && tried < TRIES_MAX;
      if (!again || !fitsAfter(used)) return { ...outcome, text, used } satisfies Outcome;
    }
  }

  return {
    async ask(question) {
      const startedMs = performance.now();
      const id = randomUUID();
      const { system, user } = renderPrompt(prompt, question, `-----${randomBytes(12).toString('hex')}-----`);
      const request = { system, user, schema: answerSchema(question), deadlineMs: startedMs + timeoutMs };
      const most = { in: estimateTokens(system.length + user.length), out: ANSWER_TOKENS_MAX };
      const latencyMs = () => Math.round(performance.now() - startedMs);
      const reply = (used: Tokens, end: { answer: unknown } | CallFault): ModelReply => ({
        ...{ id, model, promptVersion, tokensIn: used.in, tokensOut: used.out },
        costUsd: costOf(settings.prices, model, used),
        latencyMs: latencyMs(),
        ...('fault' in end
          ? { ok: false, fault: end.fault, reason: end.reason }
          : { ok: true, answer: end.answer }),
      });

      const { incidentId } = question;
      const requestDigest = digest(`${system}\n${user}`);
      const call = {
        id,
        incidentId,
        at: now().toISOString(),
        model,
        promptVersion,
        requestDigest,
      };
      const reserved = await reserve(call, most);
      if ('fault' in reserved) return reply({ in: 0, out: 0 }, reserved);
      const outcome = await tries(request, most, reserved.fitsAfter);
      await reserved.settle(outcome.used, {
        outcome: 'fault' in outcome ? outcome.fault : 'answered',
        latencyMs: latencyMs(),
        answerDigest: outcome.text === null ? null : digest(redact(outcome.text)),
      });
      return reply(outcome.used, outcome);
    },
    judged: (callId, verdict) => options.ledger.judged(callId, verdict).catch(() => undefined),
  };
}

function read(completion: { text: string } | CallFault): { answer: unknown } | CallFault {
  if ('fault' in completion) return { fault: completion.fault, reason: completion.reason };
  const answer = jsonObjectIn(completion.text);
  return answer ? { answer } : { fault: 'malformed', reason: 'the answer holds no complete JSON object' };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
