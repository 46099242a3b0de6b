// A form sent to us: from a page of this session, read once into what the act needs.
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z, type ZodType } from 'zod';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import type { ConsoleDeps } from './deps';
import { assertSameOrigin } from './same-origin';
import { isFormTokenOf } from './session';
import type { Visit } from './visit';

/** Empty fields are as good as absent ones. */
const Fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** @throws Problem 403 for forms of other pages, 400 for faults in it; NotSignedIn */
export function readForm<T>(
  schema: ZodType<T>,
  request: FastifyRequest,
  deps: ConsoleDeps,
): { visit: Visit; input: T; key: string } {
  const visit = deps.visits.of(request);
  assertSameOrigin(request, deps.links?.console);
  const { formToken, ...fields } = readInput(Fields, request.body ?? {});
  if (!isFormTokenOf(visit.session, formToken))
    throw new Problem(
      403,
      'this form belongs to an earlier session: load the page again and send it from there',
    );
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  const input = readInput(schema, Object.fromEntries(filled));
  return { visit, input, key: keyOf(visit, request, fields) };
}

/**
 * The same form of the same page sent twice (a double click, a reload) is one act: forms carry `version`, which changes
 * whenever what they act upon does.
 */
function keyOf({ person }: Visit, request: FastifyRequest, fields: z.output<typeof Fields>): string {
  const sent = JSON.stringify([request.url, Object.entries(fields).sort()]);
  return `${person.id}/console-${createHash('sha256').update(sent).digest('hex').slice(0, 32)}`;
}
