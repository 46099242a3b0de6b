// Whether the API can do its work, and whether the surfaces answer it.
import { answerOrElse } from '../api-call';
import type { ApiHttp } from '../api-http';
import type { SurfaceFinding } from '../../domain/notice/surface-check';
import type { Readiness } from '../api-shapes';

export function healthCalls(api: ApiHttp) {
  return {
    /** Waits for every configured surface. */
    surfaces(): Promise<{ items: SurfaceFinding[] }> {
      return api.ask((init) => api.http.GET('/api/v1/surfaces', init));
    },

    /** That something is missing is an answer, too. */
    ready(): Promise<Readiness> {
      return answerOrElse(api.url, 503, api.http.GET('/readyz', api.init()));
    },
  };
}
