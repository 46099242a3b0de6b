// Tokens, and who is asking.
import type { TokenAsked } from '../../domain/access/api-token';
import type { Caller } from '../../domain/access/caller';
import { acting, type Acting, type Why, type ApiHttp } from '../api-http';
import type { ListedToken } from '../api-shapes';

export function accessCalls(api: ApiHttp) {
  return {
    tokens(query: { owner?: string }): Promise<{ items: ListedToken[] }> {
      return api.ask((init) => api.http.GET('/api/v1/tokens', { ...init, params: { query } }));
    },

    createToken(
      body: TokenAsked & { owner?: string },
      options: Acting,
    ): Promise<ListedToken & { token: string | null }> {
      const params = { header: acting(options) };
      return api.ask((init) => api.http.POST('/api/v1/tokens', { ...init, params, body }));
    },

    revokeToken(id: string, why: Why = {}): Promise<{ revoked: true; id: string }> {
      const params = { path: { id }, query: why };
      return api.ask((init) => api.http.DELETE('/api/v1/tokens/{id}', { ...init, params }));
    },

    whoami(): Promise<Caller> {
      return api.ask((init) => api.http.GET('/api/v1/whoami', init));
    },
  };
}
