// The part of the chat completions API that clients of structured answers use: request, answer, errors.
import { z } from 'zod';

export const chatRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })).min(1),
  max_tokens: z.number().int().min(1).optional(),
  max_completion_tokens: z.number().int().min(1).optional(),
  temperature: z.number().optional(),
  response_format: z.looseObject({ type: z.enum(['text', 'json_object', 'json_schema']) }).optional(),
  stream: z.boolean().optional(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/** An error as the API shapes it. */
export class ChatError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly param: string | null = null,
    readonly code: string | null = null,
  ) {
    super(message);
  }

  toBody(): unknown {
    const type = this.status >= 500 ? 'server_error' : 'invalid_request_error';
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}

const CHARS_PER_TOKEN = 4;

export function completion(
  request: ChatRequest,
  said: { content: string | null; refusal?: string; finish?: string },
  seq: number,
): unknown {
  const asked = request.messages.reduce((sum, { content }) => sum + content.length, 0);
  const tokens = (chars: number) => Math.ceil(chars / CHARS_PER_TOKEN);
  const [prompt, answer] = [tokens(asked), tokens(said.content?.length ?? 0)];
  return {
    id: `chatcmpl-sim-${seq}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: said.content, refusal: said.refusal ?? null },
        logprobs: null,
        finish_reason: said.finish ?? 'stop',
      },
    ],
    usage: { prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt + answer },
  };
}
