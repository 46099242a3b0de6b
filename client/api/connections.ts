// Connections as the sweeps and the providers know them.
import type { ConnectionRef } from '../../domain/connection-ref';
import type { ConnectionFacts } from '../../domain/connection-state';
import type { LiveDiagnosis } from '../../domain/live-diagnosis';
import type { ChangeRequest } from '../../domain/pipeline-event';
import type { KnownConnection } from '../../domain/sweep/known-connection';
import { acting, type Acting, type Body, type Filters, type Query, type ApiHttp } from '../api-http';
import type { Page } from '../api-shapes';

const CONNECTION_PATH = '/api/v1/connections/{provider}/{account}/{connectionId}';

export function connectionCalls(api: ApiHttp) {
  return {
    connections(filters: Filters = {}): Promise<Page<KnownConnection>> {
      // As people type them; the server says what does not fit.
      const query = filters as Query<'/api/v1/connections'>;
      return api.ask((init) => api.http.GET('/api/v1/connections', { ...init, params: { query } }));
    },

    connectionHistory(path: ConnectionRef): Promise<ConnectionFacts> {
      return api.ask((init) => api.http.GET(`${CONNECTION_PATH}/history`, { ...init, params: { path } }));
    },

    /** What is wrong with it now, as the provider tells it now. */
    diagnoseConnection(path: ConnectionRef): Promise<LiveDiagnosis> {
      return api.ask((init) => api.http.GET(`${CONNECTION_PATH}/diagnosis`, { ...init, params: { path } }));
    },

    requestChange(
      path: ConnectionRef,
      request: Omit<ChangeRequest, 'by'>,
      options: Acting,
    ): Promise<{ incidentId: string }> {
      const params = { path, header: acting(options) };
      // Steps as people type them; the server says what does not fit.
      const body = request as Body<`${typeof CONNECTION_PATH}/changes`>;
      return api.ask((init) => api.http.POST(`${CONNECTION_PATH}/changes`, { ...init, params, body }));
    },
  };
}
