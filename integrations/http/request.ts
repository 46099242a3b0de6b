// One HTTP exchange over undici: bounded in time and size, never repeated here (Temporal repeats reads, nobody repeats writes).
import { Agent, request } from 'undici';
import { LIMITS } from '../../domain/limits';
import { TransportError, transportErrorFrom } from './transport-error';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface HttpRequest {
  method: HttpMethod;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, from connecting to the last byte of the answer. */
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  /** Names in lower case; a repeated header is joined with a comma. */
  headers: Record<string, string>;
  text: string;
}

const CONNECT_TIMEOUT_MS = 10_000;

const reads = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

/**
 * Writes never reuse a connection: a server closing an idle one just as we send would look like a lost answer,
 * and a write whose outcome is unknown costs a read back, sometimes a person.
 */
const writes = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, pipelining: 0 });

/** @throws TransportError when there is no complete answer; any HTTP status is an answer. */
export async function sendRequest(input: HttpRequest, purpose: 'read' | 'write'): Promise<HttpAnswer> {
  try {
    const response = await request(input.url, {
      method: input.method,
      headers: input.headers,
      body: input.body ?? null,
      dispatcher: purpose === 'read' ? reads : writes,
      signal: AbortSignal.timeout(input.timeoutMs),
      // The signal bounds the whole exchange; undici's own defaults (300 s) would cut a longer one short.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return {
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      text: await boundedText(response.body),
    };
  } catch (error) {
    throw transportErrorFrom(error);
  }
}

async function boundedText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop destroys the stream.
    if (bytes > LIMITS.httpAnswerBytesMax)
      throw new TransportError('oversized', `over ${LIMITS.httpAnswerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
