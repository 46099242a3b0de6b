// Answers one chat completion in the way that the present behaviour asks for.
import type { FastifyReply } from 'fastify';
import type { Mode } from './behaviour';
import { ChatError, completion, type ChatRequest } from './chat';
import { itemsIn } from './reading';
import { obey, reason, type Verdict } from './reasoning';

const HUGE_CHARS = 2_000_000;

/** What the endpoint does not take, before the model is asked at all. */
export function refuseUnsupported(mode: Mode, request: ChatRequest): void {
  const format = request.response_format?.type ?? 'text';
  const unsupported = (param: string) =>
    new ChatError(400, `Unsupported parameter: '${param}' is not supported.`, param, 'unsupported_parameter');
  if (mode === 'no_schema_support' && format !== 'text') throw unsupported('response_format');
  if (mode === 'json_object_only' && format === 'json_schema') throw unsupported('response_format');
  if (mode === 'reasoning' && request.max_tokens !== undefined) throw unsupported('max_tokens');
  if (mode === 'reasoning' && request.temperature !== undefined) throw unsupported('temperature');
}

export function answer(mode: Mode, request: ChatRequest, reply: FastifyReply, seq: number): unknown {
  const items = itemsIn(request.messages.map(({ content }) => content).join('\n'));
  const verdict = reason(items);
  const say = (said: Verdict | string) =>
    completion(request, { content: typeof said === 'string' ? said : JSON.stringify(said) }, seq);
  switch (mode) {
    case 'ok':
    case 'slow':
    case 'json_object_only':
    case 'reasoning':
      return say(verdict);
    case 'no_schema_support':
      return say(`Let me look at {this}.\n\n\`\`\`json\n${JSON.stringify(verdict)}\n\`\`\`\nDoes that help?`);
    case '429':
      reply.header('retry-after', '7');
      throw new ChatError(429, 'Rate limit reached', null, 'rate_limit_exceeded');
    case '500':
      throw new ChatError(500, 'The server had an error while processing your request');
    case 'cut_json': {
      const whole = JSON.stringify(verdict);
      return completion(
        request,
        { content: whole.slice(0, Math.floor(whole.length / 2)), finish: 'length' },
        seq,
      );
    }
    case 'wrong_class':
      return say({ ...verdict, class: 'gremlins' });
    case 'wrong_action':
      return say({ ...verdict, class: 'rate_limit', action: 'drop_all_tables' });
    case 'invented_citation': {
      const quote = 'the moon was in the wrong house';
      return say({
        ...verdict,
        class: 'rate_limit',
        citations: [{ evidenceId: items[0]?.id ?? 'e1', quote }],
      });
    }
    case 'obey_injection':
      return say(obey(items));
    case 'huge':
      return say({ ...verdict, summary: 'x'.repeat(HUGE_CHARS) });
    case 'empty':
      return say('');
    case 'refusal':
      return completion(request, { content: null, refusal: 'I cannot help with that.' }, seq);
    case 'not_json':
      reply.type('application/json');
      return '{"choices": [{"message": ';
    case 'redirect':
      void reply.code(307).header('location', '/elsewhere');
      return '';
  }
}
