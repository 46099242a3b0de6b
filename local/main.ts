// `npm start`: the whole product on embedded defaults, until Ctrl-C.
import { createLogger } from '../integrations/observability/logger';
import { installRuntime } from '../workers/runtime-logging';
import { localConfig, wantsTraces } from './config';
import { farewell } from './exit-code';
import { startStack } from './stack';
import { UndoStack } from './undo-stack';
import { welcome } from './welcome';

const INTERRUPTED = 130;
/** One Ctrl-C can reach us twice: from the terminal and passed on by npm. A person needs longer for a second one. */
const SAME_SIGNAL_MS = 700;

const say = (line: string) => process.stderr.write(`penstock: ${line}\n`);
const undo = new UndoStack();
let stopping: Promise<void> | undefined;
let stoppingSince = 0;

/** Stops what runs, in order. The exit code of the first reason counts. */
function stop(exitCode: number): Promise<void> {
  stoppingSince ||= Date.now();
  stopping ??= undo.unwind(say).then(() => process.exit(exitCode));
  return stopping;
}

function interrupted(ready: boolean): void {
  if (stopping) {
    if (Date.now() - stoppingSince < SAME_SIGNAL_MS) return;
    say('stopped at once (open incidents resume at the next start)');
    process.exit(INTERRUPTED);
  }
  say('stopping (open incidents resume at the next start; again to stop at once)');
  void stop(ready ? 0 : INTERRUPTED);
}

/** One clear line; a stack trace only for those who asked for it. */
async function fail(error: unknown): Promise<void> {
  if (stopping) return stopping;
  const { line, exitCode } = farewell(error);
  say(line);
  if (wantsTraces()) console.error(error);
  return stop(exitCode);
}

async function main(): Promise<void> {
  let ready = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted(ready));
  const config = localConfig();
  const logger = createLogger({ level: config.logLevel, name: 'local' });
  installRuntime(logger);
  const stack = await startStack(config, logger, undo, say);
  ready = true;
  process.stdout.write(welcome(stack, config.home));
  await stack.broken;
}

main().catch((error: unknown) => void fail(error));
