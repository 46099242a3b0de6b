#!/usr/bin/env node
// The process `penstock`: one command line, one exit code. bin/penstock.js loads this file.
import { EXIT } from './cli-error';
import { processIo } from './config';
import { run } from './run';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.negative),
);
void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
