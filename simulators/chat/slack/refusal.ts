// How Slack says no: HTTP 200 with `ok: false` and a word; details, where there are any, in `response_metadata`.

export class Refusal extends Error {
  constructor(
    /** Slack's own word, as in the errors table of each method. */
    readonly word: string,
    readonly findings: readonly string[] = [],
  ) {
    super(word);
  }

  toBody(): Record<string, unknown> {
    if (this.findings.length === 0) return { ok: false, error: this.word };
    return {
      ok: false,
      error: this.word,
      errors: this.findings,
      response_metadata: { messages: this.findings.map((one) => `[ERROR] ${one}`) },
    };
  }
}

/** More calls than Slack takes: HTTP 429 with `Retry-After` in seconds. */
export class RateLimited extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('ratelimited');
  }
}
