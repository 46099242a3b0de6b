// Runs another program of this checkout in the foreground, as if it had been typed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, EXIT } from './cli-error';

/** Root of the checkout: the nearest folder above this file that has a package.json. */
function checkout(from = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  return above === from ? __dirname : checkout(above);
}

/** A path inside the checkout. */
export function inCheckout(...path: string[]): string {
  return join(checkout(), ...path);
}

/** Answers the program's exit code. Ctrl-C reaches both; we stay until the program has shut down cleanly. */
export async function runProgram(script: string[], args: string[]): Promise<number> {
  const file = inCheckout('dist', ...script);
  if (!existsSync(file)) {
    throw new CliError(EXIT.usage, `${file} is not there: the checkout is not built`, 'run `npm start` once');
  }
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  const ignore = () => undefined;
  process.on('SIGTERM', forward).on('SIGINT', ignore);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? (signal === null ? EXIT.negative : 128)));
    });
  } finally {
    process.off('SIGTERM', forward).off('SIGINT', ignore);
  }
}
