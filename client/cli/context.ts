// What every command gets: the outside, the configuration, and one way to add commands that look alike.
import { Option, type Command } from 'commander';
import type { ApiClient } from '../api';
import type { CliConfig } from './config';
import type { CliIo } from './io';
import { FORMATS, type Format } from './output';

export interface CliContext {
  io: CliIo;
  config: CliConfig;
  api: ApiClient;
  /** Set by a command whose answer is negative; errors set it themselves. */
  exitWith(code: number): void;
}

export interface OutputFlags {
  output: Format;
}

/** `-o table|json|yaml`, the same everywhere. */
export function withOutput(command: Command, fallback: Format = 'table'): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'how results are written').choices(FORMATS).default(fallback),
  );
}
