// Everything a command may touch of the outside, so that tests can run commands in this process.

export interface CliIo {
  env: Record<string, string | undefined>;
  cwd: string;
  /** Results. */
  out(text: string): void;
  /** Everything else: progress, questions, errors. */
  err(text: string): void;
  /** A person can be asked something. */
  interactive: boolean;
  /** Results go to a terminal that can be drawn anew. */
  redraws: boolean;
  /** Width of that terminal; `Infinity` where there is none: what scripts read is never cut. */
  columns: number;
  /** Reads one line from the terminal. */
  ask(question: string): Promise<string>;
  /** Over early when `until` is aborted. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
  /** Aborted by Ctrl-C, which from this call on no longer ends the process at once. */
  interrupted(): AbortSignal;
  now(): number;
}
