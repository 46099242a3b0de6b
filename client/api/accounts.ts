// Provider accounts: their survey, their webhooks, a sweep now.
import type { AccountRef } from '../../domain/connection-ref';
import type { AccountSurvey } from '../../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../../domain/webhook-order';
import type { SweepReport } from '../../domain/sweep/sweep-report';
import type { ApiHttp } from '../api-http';
import type { AccountSummary } from '../api-shapes';

const SWEEP_TIMEOUT_MS = 6 * 60_000;
const ACCOUNT_PATH = '/api/v1/accounts/{provider}/{account}';

export function accountCalls(api: ApiHttp) {
  return {
    accounts(): Promise<{ items: AccountSummary[] }> {
      return api.ask((init) => api.http.GET('/api/v1/accounts', init));
    },

    survey(path: AccountRef): Promise<AccountSurvey> {
      return api.ask((init) => api.http.GET(`${ACCOUNT_PATH}/survey`, { ...init, params: { path } }));
    },

    webhooks(path: AccountRef): Promise<WebhookState[]> {
      return api.ask((init) => api.http.GET(`${ACCOUNT_PATH}/webhooks`, { ...init, params: { path } }));
    },

    tendWebhooks(path: AccountRef, body: Exclude<WebhookOrder, { do: 'list' }>): Promise<WebhookState[]> {
      return api.ask((init) =>
        api.http.POST(`${ACCOUNT_PATH}/webhooks`, { ...init, params: { path }, body }),
      );
    },

    /** Waits for the sweep, which may take a minute. */
    sweep({ provider, account }: AccountRef): Promise<SweepReport> {
      const body = { provider, account };
      return api.ask((init) => api.http.POST('/api/v1/sweeps', { ...init, body }), SWEEP_TIMEOUT_MS);
    },
  };
}
