// Many incidents at once, and the day as a whole: what people are told of crowds.
import { ADA, is, startChatWorld, textOf, waiting, type ChatWorld } from './chat-world';

const DRIFT = "Unknown column 'region' in 'field list'";
const TRANSIENT = 'read tcp: connection reset by peer';

let world: ChatWorld;
beforeAll(async () => {
  world = await startChatWorld({
    route: { group: { after: 2, within: '10m' }, digest: { at: '08:00', zone: 'UTC', instead: ['info'] } },
  });
}, 60_000);
afterAll(() => world.stop());

it('a crowd of one kind is told under its first, and each of it can still be decided there', async () => {
  const cards = [];
  const cases = [];
  for (let n = 0; n < 4; n += 1) {
    const found = await world.open(DRIFT, { connectionId: `crowd-${process.pid}-${n}` });
    const { id } = await waiting(found);
    cases.push(found);
    cards.push(await world.card(id, (card) => textOf(card).includes('penstock.approve')));
  }
  const [first, second, third, fourth] = cards;
  expect([first?.thread_ts, second?.thread_ts]).toEqual([null, null]);
  expect([third?.thread_ts, fourth?.thread_ts]).toEqual([first?.ts, first?.ts]);
  await world.act('click', { ts: fourth?.ts, actionId: 'penstock.approve', user: ADA });
  await cases[3]?.until((incident) => incident.status !== 'awaiting_approval');
  expect((await cases[2]?.look())?.status).toBe('awaiting_approval');
});

it('another kind in the same minutes stands for itself', async () => {
  const found = await world.open(TRANSIENT, { connectionId: `alone-${process.pid}` });
  await found.until(is('verifying'));
  const card = await world.card((await found.look()).id);
  expect(card.thread_ts ?? null).toBeNull();
});

it('the digest says once what opened, what ended and what still waits for a person', async () => {
  const input = { route: 'all', target: 'slack' };
  const run = () =>
    world.client.workflow.execute('digest', {
      ...{ workflowId: `digest/test-${process.pid}`, taskQueue: 'penstock', args: [input] },
    });
  expect(await run()).toEqual({ told: true });
  const told = (await world.messages()).filter((one) => one.text.startsWith('Incidents of the day'));
  expect(told).toHaveLength(1);
  expect(textOf(told[0])).toMatch(/5 opened, 0 resolved with proof, 0 closed by people, 5 still open/);
  expect(textOf(told[0])).toContain('*waits for a person*');
});
