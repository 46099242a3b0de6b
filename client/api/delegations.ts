// Votes given to others.
import type { Delegation } from '../../domain/access/delegation';
import { acting, type Acting, type Why, type ApiHttp } from '../api-http';

export function delegationCalls(api: ApiHttp) {
  return {
    delegations(): Promise<{ items: Delegation[] }> {
      return api.ask((init) => api.http.GET('/api/v1/delegations', init));
    },

    delegate(
      asked: Pick<Delegation, 'to' | 'scope' | 'reason' | 'until'> & { from?: string },
      options: Acting,
    ): Promise<Delegation> {
      const params = { header: acting(options) };
      return api.ask((init) => api.http.POST('/api/v1/delegations', { ...init, params, body: asked }));
    },

    endDelegation(id: string, why: Why = {}): Promise<{ ended: true; id: string }> {
      const params = { path: { id }, query: why };
      return api.ask((init) => api.http.DELETE('/api/v1/delegations/{id}', { ...init, params }));
    },
  };
}
