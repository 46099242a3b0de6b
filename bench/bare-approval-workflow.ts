// The yardstick of an approval: an update that does one activity and answers.
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

const { trivial } = proxyActivities<{ trivial(): Promise<void> }>({ startToCloseTimeout: '10s' });

export const approve = defineUpdate('approve');

export async function bareApproval(): Promise<void> {
  let done = false;
  setHandler(approve, async () => {
    await trivial();
    done = true;
  });
  await condition(() => done);
}
