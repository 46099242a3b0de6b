// Teams over HTTP: with a bot one card an incident, edited and answered; with a webhook a card when it has come further.
import { createTeamsSurface } from '../../../integrations/teams/surface';
import { BOT } from '../../../simulators/chat/teams';
import { ID, LIMITS_OF_TESTS, PLAN_HASH, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

const CHANNEL = '19:sim@thread.tacv2';
interface Node {
  type: string;
  [key: string]: unknown;
}
interface Message {
  id: string;
  conversation: string;
  edits: number;
  via: string;
  body: { summary: string; attachments: { content: { body: Node[]; actions: Node[]; msteams: object } }[] };
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const settings = (change: object = {}) => ({
  ...{ baseUrl: sim.url, loginUrl: sim.url, metadataUrl: sim.url, conversation: CHANNEL, ...BOT },
  ...change,
});
const bot = (change: object = {}) => createTeamsSurface({ bot: settings(change) }, LIMITS_OF_TESTS);
const hook = () =>
  createTeamsSurface({ webhookUrl: `${sim.url}/workflows/sim-signature/invoke` }, LIMITS_OF_TESTS);
const messages = () => sim.items<Message>('teams');
const cardIn = (message?: Message) => {
  const content = message?.body.attachments[0]?.content;
  if (!content) throw new Error('no card');
  return content;
};

describe('a bot', () => {
  it('posts one card with the diagnosis, the plan and what happens next, and edits that one', async () => {
    const mark = await bot().show(aNotice(), null, false);
    await bot().show(aNotice({ incident: anIncident({ severity: 'critical' }) }), mark, false);
    const [message, ...rest] = await messages();
    expect(rest).toEqual([]);
    expect(message).toMatchObject({
      conversation: CHANNEL,
      edits: 1,
      body: { summary: expect.stringMatching(/^\[CRITICAL\]/) as string },
    });
    const text = JSON.stringify(cardIn(message).body);
    for (const part of [
      'What is wrong',
      'read everything again',
      'Approvals: 0 of 2',
      'Waiting for two approvals',
    ])
      expect(text).toContain(part);
  });

  it('offers what the incident would accept, each naming incident and plan, and nothing once it is over', async () => {
    const mark = await bot().show(aNotice(), null, false);
    const { actions } = cardIn((await messages())[0]);
    expect(actions.map(({ title }) => title)).toEqual([
      ...['Approve', 'Instead…', 'Reject…', 'Open in Penstock', 'Connection at the provider'],
    ]);
    expect(actions[0]).toMatchObject({
      ...{ type: 'Action.Execute', verb: 'penstock.approve', data: { incidentId: ID, planHash: PLAN_HASH } },
    });
    await bot().show(aNotice({ incident: resolved() }), mark, false);
    expect(cardIn((await messages())[0]).actions.map(({ type }) => type)).toEqual([
      'Action.OpenUrl',
      'Action.OpenUrl',
    ]);
  });

  it('is silent while nothing has changed, and asks for one token in an hour', async () => {
    const surface = bot();
    const mark = await surface.show(aNotice(), null, false);
    await surface.show(aNotice(), mark, false);
    await surface.show(aNotice({ incident: anIncident({ severity: 'info' }) }), mark, false);
    expect(await sim.requests('POST', `/${BOT.tenantId}/oauth2/v2.0/token`)).toHaveLength(1);
    expect((await messages())[0]?.edits).toBe(1);
  });

  it('asks for a new token after one was refused', async () => {
    const surface = bot();
    await surface.show(aNotice(), null, false);
    await sim.reset();
    await expect(surface.show(aNotice(), null, false)).rejects.toMatchObject({
      code: 'provider.unauthorized',
    });
    await surface.show(aNotice(), null, false);
    expect(await messages()).toHaveLength(1);
  });

  it('tells the progress on the card itself, each line once, also when an answer was lost', async () => {
    const mark = await bot().show(aNotice(), null, false);
    const progress = [aLine('alice approved'), aLine('a sync was started')];
    await sim.fault({ method: 'PUT', path: '//v3/conversations/.*/', drop: true, applyFirst: true });
    await expect(bot().show(aNotice({ progress }), mark, false)).rejects.toThrow();
    await bot().show(aNotice({ progress }), mark, true);
    const text = JSON.stringify(cardIn((await messages())[0]).body);
    for (const line of ['alice approved', 'a sync was started']) expect(text.split(line)).toHaveLength(2);
  });

  it('calls people on the first card, later below it in the thread, and says there how it ended', async () => {
    const mark = await bot().show(aNotice({ mention: ['alice'] }), null, false);
    const next = await bot().show(aNotice({ mention: ['alice', 'bob'] }), mark, false);
    await bot().show(aNotice({ incident: resolved() }), next, false);
    const [card, call, end] = await messages();
    expect(cardIn(card).msteams).not.toHaveProperty('entities');
    expect(call?.conversation).toBe(`${CHANNEL};messageid=${card?.id}`);
    expect(cardIn(call).msteams).toMatchObject({
      entities: [{ mentioned: { id: 'bob-there', name: 'bob' } }],
    });
    expect(JSON.stringify(cardIn(end))).toMatch(/\[RESOLVED\].*Proof: sync 42 succeeded/);
  });

  it('writes words of others in runs alone, which know no Markdown and no mentions', async () => {
    await bot().show(aNotice({ mention: ['alice'] }), null, false);
    const blocks = cardIn((await messages())[0]).body.filter(({ type }) => type === 'TextBlock');
    expect(blocks.map(({ text }) => text)).toEqual(['<at>alice</at>']);
  });

  it('cuts a card that would be too large rather than failing', async () => {
    const { diagnosis } = anIncident();
    if (!diagnosis) throw new Error('no diagnosis');
    const evidence = Array.from({ length: 12 }, (_, i) => ({
      ...diagnosis.evidence[0],
      id: `e${i}`,
      text: '界'.repeat(1000),
    }));
    const huge = anIncident({
      diagnosis: {
        ...diagnosis,
        evidence: evidence as typeof diagnosis.evidence,
        summary: '界'.repeat(9000),
      },
    });
    await bot().show(aNotice({ incident: huge }), null, false);
    expect(JSON.stringify(cardIn((await messages())[0])).length).toBeLessThan(24_000);
  });

  it('says that credentials are refused without showing them', async () => {
    const error: unknown = await bot({ appPassword: 'a-wrong-password' })
      .show(aNotice(), null, false)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'provider.unauthorized' });
    expect(String(error)).not.toContain('a-wrong-password');
  });
});

describe('a webhook', () => {
  it('posts a card when the incident has come further, not for every line', async () => {
    let mark = await hook().show(aNotice(), null, false);
    mark = await hook().show(aNotice({ progress: [aLine('looked')] }), mark, false);
    expect(await messages()).toHaveLength(1);
    await hook().show(aNotice({ incident: resolved() }), mark, false);
    const [first, last] = await messages();
    expect(cardIn(first).actions.every(({ type }) => type === 'Action.OpenUrl')).toBe(true);
    expect(JSON.stringify(cardIn(last))).toMatch(/\[RESOLVED\].*looked/);
  });

  it('never shows its address, which is its secret, and knows no other place', async () => {
    await sim.fault({ method: 'POST', path: '/workflows/sim-signature/invoke', status: 404 });
    const error: unknown = await hook()
      .show(aNotice(), null, false)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'provider.not_found' });
    expect(String(error)).not.toContain('sim-signature');
    await expect(hook().show(aNotice({ place: 'else' }), null, false)).rejects.toThrow(/set up a bot/);
  });
});
