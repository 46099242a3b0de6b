// What people feel: from the click on "Approve" in Slack to the provider hearing of it, beside an update of one activity.
import { createHmac } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { incidentWorkflowId } from '../domain/connection-ref';
import type { Incident } from '../domain/incident';
import { SimulatorControl } from '../drills/simulator-control';
import { openSlack } from '../ingress/slack/open';
import { ACTIONS, writeValue } from '../integrations/slack/vocabulary';
import type { StoreOptions } from '../integrations/postgres/open-store';
import { lastArrivalMs } from './arrivals';
import { startProduct, type Product } from './product';
import { quietBundler } from './quiet';

export interface ApprovalFigures {
  /** From the click to the provider receiving the remedy, milliseconds. */
  clickP50Ms: number;
  /** From the click to Slack having its answer; Slack gives up after 3,000. */
  answerP50Ms: number;
  /** An update that does one activity and answers, of a workflow that does nothing else. */
  bareP50Ms: number;
  clicks: number;
}

const SIGNING_SECRET = 'bench-signing-secret';
/** Ada of the chat simulator: an administrator in the shipped configuration. */
const ADA = 'U0SIMADA';
const ASK_MS_MAX = 60_000;
const SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-sim',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_CHANNEL: 'C0SIMINCIDENTS',
};

/** Click and yardstick in turn, so that a machine that slows down slows both. */
export async function measureApproval(ground: {
  address: string;
  store: StoreOptions;
  clicks: number;
}): Promise<ApprovalFigures> {
  const product = await startProduct({
    ...ground,
    rule: {
      ...{ id: 'ask', why: 'measures what follows a click', match: {}, cap: 'recommend' },
      timings: { retryBackoffMs: 0, verifyPollMs: 600_000 },
    },
    slack: (chatUrl) => openSlack({ ...SLACK, SLACK_API_URL: `${chatUrl}/api/` }),
  });
  const bare = await startBare(ground.address);
  const [clicks, answers, yardsticks]: [number[], number[], number[]] = [[], [], []];
  try {
    // The first of each warms up what is only loaded once.
    for (let turn = 0; turn <= ground.clicks; turn += 1) {
      const asked = await openAsked(product);
      const { clickMs, answerMs } = await click(product, asked);
      const bareMs = await bare.measure();
      if (turn === 0) continue;
      clicks.push(clickMs);
      answers.push(answerMs);
      yardsticks.push(bareMs);
    }
  } finally {
    await bare.stop();
    await product.stop();
  }
  return {
    ...{ clickP50Ms: median(clicks), answerP50Ms: median(answers), bareP50Ms: median(yardsticks) },
    clicks: clicks.length,
  };
}

/** An incident that waits for a decision about one sync. */
async function openAsked({ urls, incidents }: Product): Promise<Incident> {
  const simulator = new SimulatorControl(urls.fivetran);
  const connectionId = await simulator.createConnection({ service: 'postgres', syncSeconds: 0.05 });
  const message = 'read tcp: connection reset by peer';
  await simulator.breakConnection(connectionId, { message, until: 'sync' });
  await simulator.run(connectionId);
  const workflowId = incidentWorkflowId({ provider: 'fivetran', account: 'sim', connectionId });
  const deadline = Date.now() + ASK_MS_MAX;
  for (;;) {
    const incident = await incidents.get(workflowId).catch(() => null);
    if (incident?.status === 'awaiting_approval') return incident;
    if (Date.now() > deadline)
      throw new Error(`${workflowId} did not ask in time: ${incident?.status ?? 'absent'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** As Slack tells of a click: a signed form. */
async function click({ urls, apiUrl }: Product, incident: Incident) {
  const value = writeValue({ incidentId: incident.id, planHash: incident.plan?.hash ?? '' });
  const payload = {
    ...{ type: 'block_actions', user: { id: ADA, username: 'ada' }, trigger_id: 'bench' },
    actions: [{ action_id: ACTIONS.approve, action_ts: String(Date.now()), value }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const clickedMs = Date.now();
  const answer = await fetch(`${apiUrl}/slack/interactions`, {
    ...{ method: 'POST', body },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  });
  const answerMs = Date.now() - clickedMs;
  if (!answer.ok) throw new Error(`the click was answered ${answer.status}: ${await answer.text()}`);
  const deadline = clickedMs + ASK_MS_MAX;
  for (;;) {
    const arrivedMs = await lastArrivalMs(urls.fivetran, `/v1/connections/${incident.connection.id}/sync`);
    if (arrivedMs !== null) return { clickMs: arrivedMs - clickedMs, answerMs };
    if (Date.now() > deadline) throw new Error(`${incident.id}: the provider heard nothing of the approval`);
    // Not so often that looking slows what is looked at.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** One update and one activity on the same server. */
async function startBare(address: string): Promise<{ measure(): Promise<number>; stop(): Promise<void> }> {
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const taskQueue = 'bench-bare-approval';
  const worker = await Worker.create({
    ...{ connection: native, taskQueue },
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('./bare-approval-workflow'),
      logger: quietBundler,
    }),
    activities: { trivial: () => Promise.resolve() },
  });
  const running = worker.run();
  const { workflow } = new Client({ connection });
  let number = 0;
  return {
    async measure() {
      number += 1;
      const handle = await workflow.start('bareApproval', {
        ...{ taskQueue, workflowId: `bare-approval-${process.pid}-${number}` },
      });
      // Waits as an incident does: its first task is done.
      await handle.query('__stack_trace');
      const started = performance.now();
      await handle.executeUpdate('approve');
      const ms = performance.now() - started;
      await handle.result();
      return ms;
    },
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
