// Reads the facts and evaluates the checks: is the pipeline well again?
import type { ConnectionRef } from '../domain/connection-ref';
import type { ConnectionState } from '../domain/connection-state';
import type { ProviderAccounts } from '../domain/ports';
import { evaluateRecovery, type RecoveryInput, type RecoveryVerdict } from '../domain/recovery';
import { asProviderRead } from './failure';

export interface CheckInput extends Omit<RecoveryInput, 'facts'> {
  ref: ConnectionRef;
}

export interface CheckResult extends RecoveryVerdict {
  now: Pick<ConnectionState, 'active' | 'setup' | 'rescheduledFor' | 'schedule'>;
}

export function createVerificationActivities(deps: { accounts: ProviderAccounts }) {
  return {
    /** Reads connection and recent runs, evaluates every check. Changes nothing; retries like a read. */
    async checkRecovery(input: CheckInput): Promise<CheckResult> {
      return asProviderRead(async () => {
        const account = deps.accounts.get(input.ref.provider, input.ref.account);
        const facts = await account.readFacts(input.ref.connectionId);
        const { active, setup, rescheduledFor, schedule } = facts.state;
        return { ...evaluateRecovery({ ...input, facts }), now: { active, setup, rescheduledFor, schedule } };
      });
    },
  };
}
