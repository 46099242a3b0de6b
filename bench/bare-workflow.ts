// The yardstick: six trivial activities, one after the other.
import { proxyActivities } from '@temporalio/workflow';

const { trivial } = proxyActivities<{ trivial(n: number): Promise<number> }>({ startToCloseTimeout: '10s' });

export async function bare(): Promise<number> {
  let sum = 0;
  for (let n = 0; n < 6; n += 1) sum += await trivial(n);
  return sum;
}
