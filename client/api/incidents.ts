// Incidents: looking at them, steering them, deciding on their plans.
import type { Incident } from '../../domain/incident';
import type { Control, Decision, DecisionReceipt } from '../../domain/messages';
import type { PostIncidentReport } from '../../domain/report/post-incident';
import type { Fetched } from '../api-call';
import { acting, type Acting, type Filters, type Query, type ApiHttp } from '../api-http';
import type { Page, Timeline } from '../api-shapes';

export function incidentCalls(api: ApiHttp) {
  return {
    incidents(filters: Filters = {}): Promise<Page<Incident>> {
      // As people type them; the server says what does not fit.
      const query = filters as Query<'/api/v1/incidents'>;
      return api.ask((init) => api.http.GET('/api/v1/incidents', { ...init, params: { query } }));
    },

    incident(id: string): Promise<Incident> {
      const params = { path: { id } };
      return api.ask((init) => api.http.GET('/api/v1/incidents/{id}', { ...init, params }));
    },

    timeline(id: string): Promise<Timeline> {
      const params = { path: { id } };
      return api.ask((init) => api.http.GET('/api/v1/incidents/{id}/timeline', { ...init, params }));
    },

    report(id: string): Promise<PostIncidentReport> {
      const params = { path: { id } };
      return api.ask(
        (init) =>
          // Markdown comes only to who asks for it: this client asks for JSON.
          api.http.GET('/api/v1/incidents/{id}/report', { ...init, params }) as Promise<
            Fetched<PostIncidentReport>
          >,
      );
    },

    approvals(): Promise<Page<Incident>> {
      return api.ask((init) => api.http.GET('/api/v1/approvals', init));
    },

    /** `by` is whoever the token belongs to. */
    decide(
      id: string,
      decision: Omit<Decision, 'by'>,
      options: Acting & { orQueue?: boolean },
    ): Promise<DecisionReceipt | { queued: true }> {
      const prefer = options.orQueue === true ? { prefer: 'respond-async' } : {};
      const params = { path: { id }, header: { ...acting(options), ...prefer } };
      const { breakGlass, ...vote } = decision;
      const body = breakGlass ? { ...vote, breakGlass: true, breakGlassFor: `${breakGlass.forMs}ms` } : vote;
      return api.ask((init) => api.http.POST('/api/v1/incidents/{id}/decisions', { ...init, params, body }));
    },

    control(
      id: string,
      order: Omit<Control, 'by'>,
      options: Acting,
    ): Promise<{ accepted: true; incidentId: string; command: string }> {
      const params = { path: { id }, header: acting(options) };
      return api.ask((init) =>
        api.http.POST('/api/v1/incidents/{id}/control', { ...init, params, body: order }),
      );
    },

    /** Says in the record that whoever the token belongs to looks after it. */
    acknowledge(id: string, body: { note?: string }): Promise<{ incidentId: string; by: string }> {
      const params = { path: { id } };
      return api.ask((init) => api.http.POST('/api/v1/incidents/{id}/ack', { ...init, params, body }));
    },
  };
}
