// Slack over Socket Mode alone: decisions count as they do over HTTP, and go on counting after connections end.
import { z } from 'zod';
import { ADA, BO, VIC, is, startChatWorld, textOf, waiting, type ChatWorld } from './chat-world';

const DRIFT = "Unknown column 'region' in 'field list'";
const TRANSIENT = 'read tcp: connection reset by peer';
const APPROVE = 'penstock.approve';
const REJECT = 'penstock.reject';

const Link = z.object({ id: z.number(), leaving: z.boolean() });

let world: ChatWorld;
let cases = 0;

beforeAll(async () => {
  world = await startChatWorld({ socket: true });
  const rule = {
    ...{ id: 'ask', why: 'this test asks' },
    match: { connectionId: ['ask-*'] },
    cap: 'recommend' as const,
  };
  world.config.policies.files.unshift({ name: 'ask', version: '1', rules: [rule] });
  await connected();
}, 60_000);
afterAll(() => world.stop());

/** The link over which Slack reaches us, once there is one later than `after`. */
async function connected(after = 0): Promise<number> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const links = z.array(Link).parse(await world.items('socket'));
    const link = links.find(({ id, leaving }) => !leaving && id > after);
    if (link) return link.id;
    if (Date.now() > deadline) throw new Error('no socket in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** An incident that waits for a decision, with its card. */
async function asked(message: string) {
  cases += 1;
  const found = await world.open(message, { connectionId: `ask-socket-${process.pid}-${cases}` });
  const incident = await waiting(found);
  return { found, incident, card: await world.card(incident.id, (card) => textOf(card).includes(APPROVE)) };
}

/** Waits until something is said to one person alone. */
async function whispered(text: string): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const said = (await world.messages()).filter((one) => one.ephemeral === true).map((one) => one.text);
    if (said.some((one) => one.includes(text))) return;
    if (Date.now() > deadline) throw new Error(`not in time; whispered was: ${said.join('; ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('approves with one click, acknowledged within three seconds', async () => {
  const { found, card } = await asked(TRANSIENT);
  const acted = await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
  expect(acted).toMatchObject({ status: 200, failure: null });
  expect(acted.ackMs).toBeLessThan(3000);
  await found.until(is('verifying'));
  expect(found.provider.applied).toContain('trigger_sync');
});

it('counts the very same envelope once', async () => {
  const { found, card } = await asked('requested WAL segment has already been removed');
  await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
  await world.act('replay', { times: 2 });
  expect((await found.look()).approval?.votes).toHaveLength(1);
});

it('refuses whoever may only look, and says so to them alone', async () => {
  const { found, card } = await asked(DRIFT);
  const acted = await world.act('click', { ts: card.ts, actionId: APPROVE, user: VIC });
  expect(acted).toMatchObject({ status: 200, failure: null });
  await whispered('vic is viewer here; this needs the role approver');
  expect((await found.look()).approval?.votes).toEqual([]);
});

it('keeps a dialog open with what is wrong, and takes the reason that it then gets', async () => {
  const { found, card } = await asked(DRIFT);
  await world.act('click', { ts: card.ts, actionId: REJECT, user: BO });
  const viewId = await world.dialog(BO);
  const submit = (reason: string) =>
    world.act('submit', { viewId, user: BO, values: { reason: { reason } } });
  expect(await submit(' ')).toMatchObject({
    ...{ status: 200, view: 'errors' },
    body: { response_action: 'errors', errors: { reason: expect.stringContaining('Say why') as string } },
  });
  expect((await found.look()).approval?.votes).toEqual([]);
  expect(await submit('the source is being migrated')).toMatchObject({ status: 200, view: 'closed' });
  expect((await found.until(is('closed'))).resolution).toMatchObject({
    ...{ reason: 'rejected', by: 'local-approver', note: 'the source is being migrated' },
  });
});

it('answers the slash command, and takes a decision by it', async () => {
  const { found, incident } = await asked(TRANSIENT);
  const listed = await world.act('command', { command: '/penstock', text: 'list', user: VIC });
  expect(listed).toMatchObject({ status: 200, body: { response_type: 'ephemeral' } });
  expect(JSON.stringify(listed.body)).toContain(incident.id);
  await world.act('command', { command: '/penstock', text: `approve ${incident.id}`, user: ADA });
  await found.until(is('verifying'));
});

it.each([
  ['Slack asks for a new one', 'refresh_requested'],
  ['Slack warns of its end', 'warning'],
  ['it is cut off without a word', null],
])('opens another connection when %s, and clicks count again', async (_, reason) => {
  const { found, card } = await asked(TRANSIENT);
  const before = await connected();
  await world.control('/socket', { disconnect: true, reason });
  await connected(before);
  const acted = await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
  expect(acted).toMatchObject({ status: 200, failure: null });
  await found.until(is('verifying'));
});

it('comes back after Slack has been away', async () => {
  const { found, card } = await asked(TRANSIENT);
  const before = await connected();
  await world.control('/faults', {
    ...{ method: 'POST', path: '/api/apps.connections.open', times: 2, status: 503 },
  });
  await world.control('/socket', { disconnect: true, reason: null });
  await connected(before);
  await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
  await found.until(is('verifying'));
});
