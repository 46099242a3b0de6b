// The audit record.
import type { AuditFault, AuditRow } from '../../domain/audit-entry';
import type { ApiHttp } from '../api-http';

export function recordCalls(api: ApiHttp) {
  return {
    audit(query: { incidentId?: string; since?: string; afterSeq?: number; limit?: number }): Promise<{
      items: AuditRow[];
      nextAfterSeq: number | null;
    }> {
      return api.ask((init) => api.http.GET('/api/v1/audit', { ...init, params: { query } }));
    },

    verifyAudit(): Promise<{ intact: boolean; rows: number; faults: AuditFault[] }> {
      return api.ask((init) => api.http.GET('/api/v1/audit/verify', init));
    },
  };
}
