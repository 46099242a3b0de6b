// Who is asking.
import { operation } from '../operation';
import { CallerAnswer } from '../schemas/person';

export const WHOAMI = operation({
  id: 'whoami',
  tag: 'People',
  summary: 'The person behind the token, and what the token allows',
  answers: { 200: { description: 'That is you.', schema: CallerAnswer } },
});
