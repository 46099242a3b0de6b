// Errors for people: what happened, to what, and what to do next; and the exit codes of the contract.
import { ApiProblem, ApiUnreachable } from '../api';
import { NoWorkerAnswer, Refused, TemporalUnavailable, UnknownIncident } from '../incident-door';
import { whereToLook } from './where-to-look';

export const EXIT = {
  ok: 0,
  negative: 1,
  usage: 2,
  unreachable: 3,
  badEnvironment: 78,
  timeout: 124,
  refused: 126,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    /** What to do next. */
    readonly next?: string,
  ) {
    super(message);
  }
}

/** What any error means to the person at the terminal; unforeseen ones keep their message, never their stack. */
export function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof ApiProblem) return fromProblem(error);
  if (error instanceof ApiUnreachable) {
    return new CliError(
      EXIT.unreachable,
      error.message,
      'start it with `npx penstock up`, set PENSTOCK_API_URL, or go around it with --direct (incident and approval)',
    );
  }
  if (error instanceof Refused) return new CliError(EXIT.refused, `refused: ${error.message}`);
  if (error instanceof UnknownIncident)
    return new CliError(EXIT.negative, error.message, 'see `npx penstock incident list`');
  if (error instanceof NoWorkerAnswer)
    return new CliError(
      EXIT.unreachable,
      error.message,
      'start a worker (`npx penstock up`), or vote with --queue',
    );
  if (error instanceof TemporalUnavailable)
    return new CliError(EXIT.unreachable, error.message, 'check TEMPORAL_ADDRESS and that the server runs');
  if (error instanceof Error && error.name === 'ConfigFileError')
    return new CliError(EXIT.usage, error.message, 'correct the files, or point PENSTOCK_CONFIG elsewhere');
  return new CliError(EXIT.negative, error instanceof Error ? error.message : String(error));
}

function fromProblem({ status, detail, path, retryAfterMs }: ApiProblem): CliError {
  switch (status) {
    case 401:
      return new CliError(
        EXIT.refused,
        `the API does not know you: ${detail}`,
        'set PENSTOCK_TOKEN or PENSTOCK_TOKEN_FILE; the local stack writes $PENSTOCK_HOME/token',
      );
    case 403:
      return new CliError(EXIT.refused, `refused: ${detail}`);
    case 409:
      return new CliError(EXIT.refused, `refused: ${detail}`, whereToLook(path, 'now'));
    case 404:
      return new CliError(EXIT.negative, detail, whereToLook(path, 'list'));
    case 429: {
      const again = retryAfterMs === undefined ? '' : `; again in ${Math.ceil(retryAfterMs / 1000)} s`;
      const next = 'wait, then try again; refused tokens count too: check PENSTOCK_TOKEN';
      return new CliError(EXIT.unreachable, `too many requests${again}: ${detail}`, next);
    }
    case 503:
      return new CliError(EXIT.unreachable, detail, 'see `npx penstock doctor`, then try again');
    default:
      return new CliError(status < 500 ? EXIT.usage : EXIT.negative, detail);
  }
}
