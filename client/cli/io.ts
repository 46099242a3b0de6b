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
  /** Reads one line from the terminal. */
  ask(question: string): Promise<string>;
  sleep(ms: number): Promise<void>;
  now(): number;
}
