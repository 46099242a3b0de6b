// What a failed call to Temporal means, in the door's own words.
import { NamespaceNotFoundError, WorkflowNotFoundError, isGrpcServiceError } from '@temporalio/client';
import { NoWorkerAnswer, TemporalUnavailable } from './incident-door';

/** gRPC status codes after which asking again may help (grpc.io/docs/guides/status-codes). */
const CANCELLED = 1;
const DEADLINE_EXCEEDED = 4;
const RESOURCE_EXHAUSTED = 8;
/** "Workflow Task in failed state": a worker is there and cannot run this workflow. */
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const UNREACHABLE_CODES = new Set<number>([CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE]);

/** The gRPC code somewhere in the chain of causes, or `undefined`. */
function grpcCode(error: unknown): number | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (isGrpcServiceError(e)) return e.code;
  }
  return undefined;
}

/** True when Temporal says that no such run exists, or that it has ended. */
export function isNotFound(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError;
}

/** Turns "Temporal cannot be reached" into `TemporalUnavailable`; everything else comes back as it was. */
export function unavailableOr(error: unknown): unknown {
  if (error instanceof NamespaceNotFoundError) {
    return new TemporalUnavailable(`Temporal has no namespace "${error.namespace}"`, { cause: error });
  }
  const code = grpcCode(error);
  if (code === undefined || !UNREACHABLE_CODES.has(code)) return error;
  return new TemporalUnavailable('Temporal did not answer', { cause: error });
}

/**
 * For calls that only a worker can answer, made after Temporal itself has answered. Without a worker a query ends
 * with several codes, depending on what else waits for one [probe, server 1.29.1].
 */
export function noWorkerOr(error: unknown): unknown {
  const code = grpcCode(error);
  if (code === undefined || !(UNREACHABLE_CODES.has(code) || code === FAILED_PRECONDITION)) return error;
  return new NoWorkerAnswer('no worker answered in time', { cause: error });
}
