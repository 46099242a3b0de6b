// Modes, and what policy says.
import type { ModeSetting } from '../../domain/modes/mode-setting';
import type { IncidentPolicy } from '../../domain/policy/incident-policy';
import { acting, type Acting, type Why, type ApiHttp } from '../api-http';
import type { ModesAnswer } from '../api-shapes';

export function modeCalls(api: ApiHttp) {
  return {
    modes(): Promise<ModesAnswer> {
      return api.ask((init) => api.http.GET('/api/v1/modes', init));
    },

    /** `by` is whoever the token belongs to. */
    setMode(
      body: Pick<ModeSetting, 'scope' | 'mode' | 'reason'> & { earned: boolean; until?: string },
      options: Acting,
    ): Promise<ModeSetting> {
      const params = { header: acting(options) };
      return api.ask((init) => api.http.POST('/api/v1/modes', { ...init, params, body }));
    },

    takeBackMode(id: string, why: Why = {}): Promise<{ takenBack: true }> {
      const params = { path: { id }, query: why };
      return api.ask((init) => api.http.DELETE('/api/v1/modes/{id}', { ...init, params }));
    },

    explainPolicy(incidentId: string): Promise<IncidentPolicy> {
      const params = { query: { incidentId } };
      return api.ask((init) => api.http.GET('/api/v1/policies/explain', { ...init, params }));
    },
  };
}
