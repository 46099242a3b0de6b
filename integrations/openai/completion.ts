// One completion over HTTP: asks for the strictest format that the endpoint takes, within one time limit.
import OpenAI, { APIError } from 'openai';
import { z } from 'zod';
import type { ModelEndpoint } from '../../domain/model/settings';
import { ALL_ABILITIES, DOWNGRADES_MAX, saysUnsupported, stepDown, type Abilities } from './abilities';
import { boundedFetch } from './bounded-fetch';
import { faultOf, statusOf, type CallFault } from './fault';

export interface CompletionRequest {
  system: string;
  user: string;
  /** JSON Schema of the answer. */
  schema: Record<string, unknown>;
  /** Of `performance.now()`. */
  deadlineMs: number;
}

export type Completion = ({ text: string } | CallFault) & { tokens: { in: number; out: number } | null };

/** What we read of an answer; the rest may be anything. */
const AnswerSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().min(0),
      completion_tokens: z.number().int().min(0),
    })
    .nullish()
    .catch(null),
});

export function createCompleter(options: {
  endpoint: ModelEndpoint;
  answerTokensMax: number;
  answerBytesMax: number;
  zeroRetention: boolean;
}): (request: CompletionRequest) => Promise<Completion> {
  const { endpoint, zeroRetention } = options;
  const { host } = new URL(endpoint.baseUrl);
  const client = new OpenAI({
    baseURL: endpoint.baseUrl,
    // The SDK insists on one; an endpoint that wants none does not look at it.
    apiKey: endpoint.apiKey === '' ? 'none' : endpoint.apiKey,
    organization: null,
    project: null,
    maxRetries: 0,
    fetch: boundedFetch(options.answerBytesMax),
    // Its debug log holds whole requests.
    logLevel: 'off',
  });
  let known: Abilities = ALL_ABILITIES;

  async function call(request: CompletionRequest, abilities: Abilities): Promise<unknown> {
    const timeout = Math.max(1, Math.ceil(request.deadlineMs - performance.now()));
    return client.chat.completions.create(
      {
        model: endpoint.model,
        messages: [
          { role: 'system', content: request.system },
          { role: 'user', content: request.user },
        ],
        stream: false,
        [abilities.lengthField]: options.answerTokensMax,
        ...(abilities.temperature ? { temperature: 0 } : {}),
        ...(abilities.store ? { store: false } : {}),
        ...formatOf(abilities, request.schema),
      },
      { timeout },
    );
  }

  return async (request) => {
    let abilities = known;
    for (let step = 0; step < DOWNGRADES_MAX; step += 1) {
      try {
        const answer = await call(request, abilities);
        known = abilities;
        return read(answer, host);
      } catch (error) {
        const lower = saysUnsupported(statusOf(error))
          ? stepDown(abilities, refusalOf(error), zeroRetention)
          : null;
        if (lower === null) return { ...faultOf(error, host), tokens: null };
        abilities = lower;
      }
    }
    return { fault: 'rejected', reason: `${host} takes no form of our request`, tokens: null };
  };
}

function formatOf({ format }: Abilities, schema: Record<string, unknown>) {
  switch (format) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name: 'diagnosis', strict: true, schema },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'text':
      return {};
  }
}

function read(answer: unknown, host: string): Completion {
  const parsed = AnswerSchema.safeParse(answer);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice)
    return { fault: 'malformed', reason: `${host} answered no completion`, tokens: null };
  const { usage } = parsed.data;
  const tokens = usage ? { in: usage.prompt_tokens, out: usage.completion_tokens } : null;
  if (choice.message.refusal || choice.finish_reason === 'content_filter')
    return { fault: 'refused', reason: `the model behind ${host} declined to answer`, tokens };
  return { text: choice.message.content ?? '', tokens };
}

/** For `stepDown` alone. */
function refusalOf(error: unknown): string {
  return error instanceof APIError ? `${error.param ?? ''} ${error.message}` : '';
}
