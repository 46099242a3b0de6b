// What verbs that act have in common: a reason for the record, no question with --yes, nothing sent with --dry-run.
import type { Command } from 'commander';

export interface ActFlags {
  reason?: string;
  yes?: boolean;
  dryRun?: boolean;
}

/** @param dryRun what is said instead of done */
export function withAct(command: Command, dryRun: string): Command {
  return withoutReason(command.option('--reason <text>', 'why: stands in the audit record'), dryRun);
}

/** For acts whose record has no room for a reason, because something else says it. */
export function withoutReason(command: Command, dryRun: string): Command {
  return command.option('--yes', 'do not ask').option('--dry-run', dryRun);
}
