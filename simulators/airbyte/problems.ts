// Airbyte's error bodies: problem objects on the public API (served as application/json), `{message}` on the config API.
import type { z } from 'zod';

const ERRORS = 'https://reference.airbyte.com/reference/errors#';

export class AirbyteProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  toPublic() {
    const { status, title, detail, data } = this;
    return { status, type: title.startsWith('error:') ? title : `${ERRORS}${title}`, title, detail, data };
  }

  toConfig() {
    const message = this.data['message'];
    return { message: typeof message === 'string' ? message : this.detail, errorId: this.title };
  }
}

export const notFound = (resourceType: string, resourceId: string): AirbyteProblem =>
  new AirbyteProblem(404, 'resource-not-found', 'The requested resource could not be found.', {
    resourceType,
    resourceId,
  });

export const badRequest = (message: string): AirbyteProblem =>
  new AirbyteProblem(400, 'bad-request', 'The server could not understand the request.', { message });

export const tryAgainLater = (connectionId: string): AirbyteProblem =>
  new AirbyteProblem(409, 'try-again-later', 'Your request could not be fulfilled now, try again later.', {
    message: `A sync is already running for: ${connectionId}`,
  });

export const stateConflict = (message: string): AirbyteProblem =>
  new AirbyteProblem(409, 'state-conflict', 'Could not fulfill request', { message });

export function readInput<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const said = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw badRequest(said.join('; '));
}
