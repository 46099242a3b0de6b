// Airbyte's several shapes of an error body: problem, Micronaut validation, config API exception.
import { z } from 'zod';

const text = z.string().optional().catch(undefined);

const problemSchema = z.object({
  type: text,
  title: text,
  detail: text,
  message: text,
  data: z.object({ message: text }).optional().catch(undefined),
  _embedded: z
    .object({ errors: z.array(z.object({ message: text })).optional() })
    .optional()
    .catch(undefined),
});

/** Finds code and words, whichever shape it is; empty when it is none of them. */
export function explainProblem(body: unknown): { code?: string; message?: string } {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return {};
  const { type, title, detail, message, data, _embedded } = parsed.data;
  const words = data?.message ?? detail ?? _embedded?.errors?.[0]?.message ?? message ?? title;
  const code = codeOf(type, title);
  return { ...(code !== undefined && { code }), ...(words !== undefined && { message: words }) };
}

/**
 * `https://reference.airbyte.com/reference/errors#try-again-later` and `error:connection/locked` both end in the
 * code; some problems carry it only as the title (`state-conflict`).
 */
function codeOf(type: string | undefined, title: string | undefined): string | undefined {
  const fromTitle = [title].find((value) => value !== undefined && /^[a-z][a-z0-9-]+$/.test(value));
  const fromType = type === undefined ? undefined : /[#/]([a-z][a-z0-9-]+)$/.exec(type)?.[1];
  return fromTitle ?? (fromType === 'errors' ? undefined : fromType);
}
