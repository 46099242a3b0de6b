// Whether the API can do its work.
import { answerOrElse } from '../api-call';
import type { ApiHttp } from '../api-http';
import type { Readiness } from '../api-shapes';

export function healthCalls(api: ApiHttp) {
  return {
    /** That something is missing is an answer, too. */
    ready(): Promise<Readiness> {
      return answerOrElse(api.url, 503, api.http.GET('/readyz', api.init()));
    },
  };
}
