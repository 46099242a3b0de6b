// Bare workflows a second at twenty at a time, and the latency of one alone.
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { quietBundler } from './quiet';

export interface BareFigures {
  perSecond: number;
  aloneP50Ms: number;
}

export const AT_ONCE = 20;

let bundle: { code: string } | undefined;

export async function measureBare(address: string, count: number): Promise<BareFigures> {
  bundle ??= await bundleWorkflowCode({
    workflowsPath: require.resolve('./bare-workflow'),
    logger: quietBundler,
  });
  const native = await NativeConnection.connect({ address });
  const taskQueue = 'bench-bare';
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: bundle,
    activities: { trivial: (n: number) => Promise.resolve(n) },
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const one = () =>
    workflow.execute('bare', { taskQueue, workflowId: `bare-${Math.random().toString(36).slice(2)}` });
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const alone: number[] = [];
  for (let i = 0; i < 15; i += 1) {
    const before = performance.now();
    await one();
    alone.push(performance.now() - before);
  }
  const started = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await one();
    }),
  );
  const perSecond = count / ((performance.now() - started) / 1000);
  worker.shutdown();
  await running;
  await connection.close();
  await native.close();
  return { perSecond, aloneP50Ms: alone.sort((a, b) => a - b)[7] ?? Number.NaN };
}
