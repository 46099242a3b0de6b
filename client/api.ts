// Penstock's HTTP API as a typed client: the paths are those of its own document, the calls stand in api/ by noun.
import { accessCalls } from './api/access';
import { accountCalls } from './api/accounts';
import { brakeCalls } from './api/brakes';
import { connectionCalls } from './api/connections';
import { delegationCalls } from './api/delegations';
import { healthCalls } from './api/health';
import { incidentCalls } from './api/incidents';
import { modeCalls } from './api/modes';
import { recordCalls } from './api/record';
import { ApiHttp, type ApiClientOptions } from './api-http';

export { ApiProblem, ApiUnreachable } from './api-call';
export type { ListedToken, ModesAnswer } from './api-shapes';

/** Every call rejects with ApiProblem (the API said no) or ApiUnreachable. */
export type ApiClient = ReturnType<typeof createApiClient>;

export function createApiClient(options: ApiClientOptions) {
  const http = new ApiHttp(options);
  return {
    url: http.url,
    ...incidentCalls(http),
    ...delegationCalls(http),
    ...brakeCalls(http),
    ...modeCalls(http),
    ...recordCalls(http),
    ...connectionCalls(http),
    ...accountCalls(http),
    ...accessCalls(http),
    ...healthCalls(http),
  };
}
