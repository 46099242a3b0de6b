// One day told at one place, started by the route's Schedule.
import { workflowInfo } from '@temporalio/workflow';
import type { TellDigestInput } from '../activities/digest';
import { notices } from './activity-options';

/** The day ends when this was started, however often it has to be tried. */
export async function digest({
  route,
  target,
}: Pick<TellDigestInput, 'route' | 'target'>): Promise<{ told: boolean }> {
  const { startTime } = workflowInfo();
  const to = startTime.toISOString();
  return notices.tellDigest.executeWithOptions({ summary: `Digest for ${target}` }, [{ route, target, to }]);
}
