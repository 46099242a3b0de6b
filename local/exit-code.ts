// What a fault is to the person at the terminal: one line, and the contract's exit code.
import { TemporalUnavailable } from '../client/incident-door';
import { OpError } from '../domain/op-error';
import { ConfigFileError } from '../integrations/config-files/config-file-error';
import { EnvironmentError } from '../integrations/secrets/environment';
import { errorCode } from './error-code';

const FAILED = 1;
const INVALID_CONFIG = 2;
const CANNOT_REACH = 3;
const BAD_ENVIRONMENT = 78;

/** System errors that the machine's owner can put right. */
const SYSTEM_FAULTS: Record<string, string> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EMFILE: 'too many open files (ulimit -n)',
  ENOMEM: 'no memory is left',
};

export interface Farewell {
  line: string;
  exitCode: number;
}

export function farewell(error: unknown): Farewell {
  const line = error instanceof Error ? error.message : String(error);
  const system = systemFault(error);
  if (system !== null) return { line: `${system}: ${line}`, exitCode: BAD_ENVIRONMENT };
  if (error instanceof EnvironmentError) return { line, exitCode: BAD_ENVIRONMENT };
  if (error instanceof ConfigFileError) return { line, exitCode: INVALID_CONFIG };
  if (error instanceof OpError || error instanceof TemporalUnavailable)
    return { line, exitCode: CANNOT_REACH };
  return { line, exitCode: FAILED };
}

/** Libraries wrap what the system said, so every cause is looked at. */
function systemFault(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const said = SYSTEM_FAULTS[errorCode(at) ?? ''];
    if (said !== undefined) return said;
  }
  return null;
}
