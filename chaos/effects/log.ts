// What the simulators logged of one write.
import { z } from 'zod';
import { requestJson } from '../../drills/request-json';
import { pathOf, type Action } from './actions';

const Requests = z.object({ items: z.array(z.object({ seq: z.number(), status: z.number() })) });
export type LoggedWrite = z.infer<typeof Requests>['items'][number];

/** Every request of this write after entry `since`, oldest first. */
export async function writesOf(
  simulator: string,
  action: Action,
  id: string,
  since: number,
): Promise<LoggedWrite[]> {
  const query = new URLSearchParams({
    ...{ since: String(since), method: action.write.method, path: pathOf(action, id) },
  });
  return Requests.parse(await requestJson('GET', `${simulator}/_sim/requests?${query.toString()}`)).items;
}

/** The newest entry's number: what comes later belongs to the case that begins now. */
export async function logEnd(simulator: string): Promise<number> {
  const { items } = Requests.parse(await requestJson('GET', `${simulator}/_sim/requests`));
  return items.at(-1)?.seq ?? 0;
}
