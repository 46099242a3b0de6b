// What people ask about a provider account or have set up there; nothing here changes a pipeline.
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { ConnectionFacts } from '../domain/connection-state';
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

    /** State and recent runs as the provider tells them now. */
    async readConnection(ref: ConnectionRef): Promise<ConnectionFacts> {
      return asProviderRead(() => accountOf(ref).readFacts(ref.connectionId));
    },
  };
}
