// What people ask about a provider account or have set up there; nothing here changes a pipeline.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { ConnectionFacts } from '../domain/connection-state';
import { OpError } from '../domain/op-error';
import type { ProviderAccounts } from '../domain/ports';
import type { AccountSurvey } from '../domain/sweep/survey';
import { asProviderRead } from './failure';

export function createAccountActivities(deps: { accounts: ProviderAccounts }) {
  const accountOf = ({ provider, account }: AccountRef) => deps.accounts.get(provider, account);

  return {
    /** Reads only; what is out of order is a finding, not a failure. */
    async surveyAccount(ref: AccountRef): Promise<AccountSurvey> {
      return asProviderRead(() => accountOf(ref).survey());
    },

    /**
     * Where a person renews credentials; `null` = the provider's own console. The link lets whoever has it change
     * them, so it is shown in the hand-off and written nowhere else. Not worth failing or waiting for.
     */
    async findRepairLink(ref: ConnectionRef): Promise<{ url: string } | null> {
      try {
        return await accountOf(ref).repairLink(ref.connectionId);
      } catch (error) {
        if (error instanceof OpError) return null;
        throw error;
      }
    },

    /** State and recent runs as the provider tells them now. */
    async readConnection(ref: ConnectionRef): Promise<ConnectionFacts> {
      return asProviderRead(() => accountOf(ref).readFacts(ref.connectionId));
    },
  };
}
