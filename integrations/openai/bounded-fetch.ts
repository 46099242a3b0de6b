// fetch that reads an answer only up to a size, follows no redirect, and is done when the body has been read.

/** The answer was cut off while being read; nothing of it is used. */
export class AnswerTooLarge extends Error {
  constructor(bytesMax: number) {
    super(`the answer is longer than ${bytesMax} bytes`);
    this.name = 'AnswerTooLarge';
  }
}

/** The caller's time limit passed, before the answer began or while it was being read. */
export class AnswerTooLate extends Error {
  constructor() {
    super('no whole answer within the time limit');
    this.name = 'AnswerTooLate';
  }
}

/**
 * A redirect would carry the question, and perhaps the key, to a host that nobody has allowed. The body is read
 * inside, so that the caller's time limit covers it.
 */
export function boundedFetch(bytesMax: number): typeof fetch {
  return async (url, init) => {
    const { answer, body } = await whole(url, { ...init, redirect: 'error' }, bytesMax);
    return new Response(noBody(answer.status) ? null : body, {
      status: answer.status,
      statusText: answer.statusText,
      headers: withoutEncoding(answer.headers),
    });
  };
}

async function whole(url: Parameters<typeof fetch>[0], init: RequestInit, bytesMax: number) {
  try {
    const answer = await fetch(url, init);
    return { answer, body: await readUpTo(answer, bytesMax) };
  } catch (error) {
    // Nothing but the time limit aborts our requests.
    throw init.signal?.aborted ? new AnswerTooLate() : error;
  }
}

async function readUpTo(answer: Response, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (answer.body) {
    const reader: ReadableStreamDefaultReader<Uint8Array> = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > bytesMax) {
        await reader.cancel().catch(() => undefined);
        throw new AnswerTooLarge(bytesMax);
      }
      chunks.push(part.value);
    }
  }
  return Buffer.concat(chunks);
}

function noBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** What was read is decoded already, and its length is another. */
function withoutEncoding(given: Headers): Headers {
  const headers = new Headers(given);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return headers;
}
