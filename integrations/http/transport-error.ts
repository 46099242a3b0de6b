// What can go wrong between us and a server before there is an answer, reduced to what it proves about the request.

/**
 * `not_sent` proves that the server never saw the request; after every other fault it may have been carried out.
 */
type TransportFault = 'not_sent' | 'timed_out' | 'interrupted' | 'oversized';

export class TransportError extends Error {
  constructor(
    readonly fault: TransportFault,
    /** Short and free of request content: an errno or undici code. */
    readonly detail: string,
  ) {
    super(`${fault} (${detail})`);
    this.name = 'TransportError';
  }
}

/** Handshakes precede the request, so a refused certificate means that nothing was sent. */
const HANDSHAKE_CODES = /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_)/;

/** Reads Node's and undici's error codes; the system call tells a failed connect from a reset connection. */
export function transportErrorFrom(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const name = property(error, 'name');
  const code = property(error, 'code') ?? name ?? 'unknown';
  const syscall = property(error, 'syscall');
  if (isTimeout(name, code)) return new TransportError('timed_out', code);
  const notSent =
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    HANDSHAKE_CODES.test(code) ||
    nestedErrors(error).some((nested) => transportErrorFrom(nested).fault === 'not_sent');
  return new TransportError(notSent ? 'not_sent' : 'interrupted', code);
}

function isTimeout(name: string | undefined, code: string): boolean {
  return name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
}

/** Connecting to a name with several addresses fails with one AggregateError; connects are all it can hold. */
function nestedErrors(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors : [];
}

function property(error: unknown, key: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}
