// Airbyte's error bodies: problem objects on the public API (served as application/json), `{message}` on the config API.
import type { z } from 'zod';
import { uuidFrom } from '../engine/random';

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

  /** Known failures tell their message; not found and unexpected ones no more than an ID (details only in its logs). */
  toConfig() {
    if (this.title.startsWith('error:')) return this.toPublic();
    const errorId = uuidFrom(`error/${this.title}/${JSON.stringify(this.data)}`);
    if (this.status === 404 || this.status >= 500) return { errorId };
    const message = this.data['message'];
    return { message: typeof message === 'string' ? message : this.detail, errorId };
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

export const lockedConnection = (connectionId: string, statusReason: string): AirbyteProblem =>
  new AirbyteProblem(409, 'error:connection/locked', 'The connection is locked and cannot be changed.', {
    connectionId,
    statusReason,
  });

export const unprocessable = (message: string): AirbyteProblem =>
  new AirbyteProblem(422, 'unprocessable-entity', 'The request could not be processed.', { message });

/** @throws AirbyteProblem 400 naming each wrong field */
export function readInput<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const said = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw badRequest(said.join('; '));
}
