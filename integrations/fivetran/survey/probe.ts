// One look at one of Fivetran's endpoints, behind whatever incidents ask.
import type { ZodType } from 'zod';
import { probing, type Probe } from '../../http/probe';
import type { FivetranApi } from '../api';

export async function probe<T>(
  api: FivetranApi,
  path: string,
  data: ZodType<T>,
  query?: Record<string, string>,
): Promise<Probe<T>> {
  return probing(() => api.read(path, data, { lane: 'sweep', ...(query && { query }) }));
}
