import { ADA, BO, EVE, VIC, is, startChatWorld, textOf, waiting, type ChatWorld } from './chat-world';

const DRIFT = "Unknown column 'region' in 'field list'";
const CDC = 'requested WAL segment has already been removed; the replication slot has become invalid';
const TRANSIENT = 'read tcp: connection reset by peer';

let world: ChatWorld;
beforeAll(async () => {
  world = await startChatWorld();
  const rule = {
    ...{ id: 'ask', why: 'this test asks' },
    match: { connectionId: ['ask-*'] },
    cap: 'recommend' as const,
  };
  world.config.policies.files.unshift({ name: 'ask', version: '1', rules: [rule] });
}, 60_000);
afterAll(() => world.stop());

const APPROVE = 'penstock.approve';
const REJECT = 'penstock.reject';
const INSTEAD = 'penstock.change';
const asksFor = (action: string) => (card: Parameters<typeof textOf>[0]) => textOf(card).includes(action);

let cases = 0;

/** An incident that waits for a decision, with its card. */
async function asked(message: string) {
  cases += 1;
  const found = await world.open(message, { connectionId: `ask-${process.pid}-${cases}` });
  const incident = await waiting(found);
  return { found, incident, card: await world.card(incident.id, asksFor(APPROVE)) };
}

describe('a card in Slack', () => {
  it('says what is wrong, what is proposed and on what evidence, and calls those whose decision it is', async () => {
    const { card, incident } = await asked(DRIFT);
    const text = textOf(card);
    expect(text).toContain('[HIGH]');
    expect(text).toContain('schema_drift');
    expect(text).toContain('reload the schema');
    expect(text).toContain('Re-sync everything after the reload');
    expect(text).toContain(incident.id);
    expect(text).toContain('[e1]');
    expect(await world.thread(card, `<@${ADA}> <@${BO}>`)).not.toContain(VIC);
  });

  it('approves with one click, within three seconds, and is edited in place to the end', async () => {
    const { found, incident, card } = await asked(TRANSIENT);
    const acted = await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
    expect(acted.status).toBe(200);
    expect(acted.ackMs).toBeLessThan(3000);
    await found.until(is('verifying'));
    expect(found.provider.applied).toContain('trigger_sync');
    found.provider.succeed();
    await found.until(is('resolved'));
    const end = await world.card(incident.id, (one) => textOf(one).includes('[RESOLVED]'));
    expect(end.ts).toBe(card.ts);
    expect(textOf(end)).not.toContain(APPROVE);
    expect(textOf(end)).toContain('local-admin');
    expect(await world.thread(end, 'Resolved, with proof')).toContain('local-admin approved');
  });

  it('asks for the reason of a rejection, and keeps it', async () => {
    const { found, incident, card } = await asked(DRIFT);
    await world.act('click', { ts: card.ts, actionId: REJECT, user: BO });
    await world.act('submit', {
      ...{ viewId: await world.dialog(BO), user: BO },
      values: { reason: { reason: 'the source is being migrated' } },
    });
    const end = await found.until(is('closed'));
    expect(end.resolution).toMatchObject({
      reason: 'rejected',
      by: 'local-approver',
      note: 'the source is being migrated',
    });
    expect(found.provider.applied).toEqual([]);
    await world.card(incident.id, (one) => textOf(one).includes('[CLOSED]'));
  });

  it('takes an alternative, and what policy asks more for it', async () => {
    const { found, incident, card } = await asked(DRIFT);
    for (const user of [ADA, BO]) {
      await world.act('click', { ts: card.ts, actionId: INSTEAD, user });
      await world.act('submit', {
        ...{ viewId: await world.dialog(user), user },
        values: { option: { option: 'resync' } },
      });
      if (user === ADA) await world.card(incident.id, (one) => textOf(one).includes('Approvals: 1 of'));
      if (user === ADA) expect((await found.look()).status).toBe('awaiting_approval');
    }
    await found.until((one) => one.status !== 'awaiting_approval');
    await world.card(incident.id, (one) => textOf(one).includes('local-admin, local-approver'));
  });

  it('shows two of two where data may be lost, and counts people, not clicks', async () => {
    const { found, incident, card } = await asked(CDC);
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
    await world.card(incident.id, (one) => textOf(one).includes('Approvals: 1 of 2 (local-admin)'));
    const again = await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
    expect(again.status).toBe(200);
    expect((await found.look()).approval?.votes).toHaveLength(1);
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: BO });
    await found.until(is('verifying'));
    expect(found.provider.applied.filter((kind) => kind === 'resync')).toHaveLength(1);
  });

  it('refuses the approval of whoever asked for the change, and says so to them alone', async () => {
    const found = await world.open('', {
      ...{ kind: 'change_requested', message: 'asked for' },
      request: { by: 'local-admin', reason: 'rebuild', steps: [{ kind: 'resync', params: {} }] },
    });
    const incident = await waiting(found);
    const card = await world.card(incident.id, asksFor(APPROVE));
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA });
    expect((await found.look()).approval?.votes).toEqual([]);
    const private_ = (await world.messages()).filter((one) => one.ephemeral === true);
    expect(private_.at(-1)?.text).toContain('somebody else must approve it');
  });

  it('refuses a click on a plan that has changed since', async () => {
    const { found, incident, card } = await asked(DRIFT);
    await world.incidents.control(incident.workflowId, { command: 'retry', by: 'local-admin' });
    await found.until((now) => now.status === 'awaiting_approval' && now.plan?.hash !== incident.plan?.hash);
    await world.card(incident.id, (one) => !textOf(one).includes(incident.plan?.hash ?? ''));
    const stale = `${incident.id}:${incident.plan?.hash ?? ''}`;
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA, value: stale });
    expect((await found.look()).approval?.votes).toEqual([]);
    const private_ = (await world.messages()).filter((one) => one.ephemeral === true);
    expect(private_.at(-1)?.text).toContain('the plan has changed');
  });

  it('refuses kindly whom nobody knows, and whoever may only look; both leave a trace', async () => {
    const { found, incident, card } = await asked(DRIFT);
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: EVE });
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: VIC });
    expect((await found.look()).approval?.votes).toEqual([]);
    const said = (await world.messages()).filter((one) => one.ephemeral === true).map((one) => one.text);
    expect(said.join('\n')).toContain(`slack: ${EVE}`);
    expect(said.join('\n')).toContain('vic is viewer here; this needs the role approver');
    const rows = [...world.store.audit.values()].filter((row) => row.incidentId === incident.id);
    expect(rows.map((row) => `${row.actor} ${row.action}`)).toContain(`slack:${EVE} decision.refused`);
  });

  it('counts a double click and a replayed delivery once', async () => {
    const { found, card } = await asked(CDC);
    await world.act('click', { ts: card.ts, actionId: APPROVE, user: ADA, times: 2 });
    await world.act('replay', {});
    const { approval } = await found.look();
    expect(approval?.votes).toEqual([expect.objectContaining({ by: 'local-admin', decision: 'approve' })]);
  });

  it('believes neither a bad signature nor a delivery older than five minutes', async () => {
    const { found, card } = await asked(DRIFT);
    const forged = { ts: card.ts, actionId: APPROVE, user: ADA };
    expect((await world.act('click', { ...forged, badSignature: true })).status).toBe(401);
    expect((await world.act('click', { ...forged, skewSeconds: 301 })).status).toBe(401);
    expect((await found.look()).approval?.votes).toEqual([]);
  });

  it('after an hour of Slack being down shows the newest once, and nothing has waited for it', async () => {
    await world.control('/down', { seconds: 3600 });
    const found = await world.open(TRANSIENT);
    await found.until(is('verifying'));
    found.provider.succeed();
    const { id } = await found.until(is('resolved'));
    await world.control('/clock', { advanceSeconds: 3600 });
    const card = await world.card(id);
    expect(textOf(card)).toContain('[RESOLVED]');
  });

  it('is not posted twice when the answer to its posting is lost', async () => {
    await world.control('/faults', {
      ...{ method: 'POST', path: '/api/chat.postMessage', times: 1, applyFirst: true, drop: true },
    });
    const { card } = await asked(DRIFT);
    expect(textOf(card)).toContain(APPROVE);
  });
});

describe('an approval that nobody gives', () => {
  it('escalates, then expires: the buttons are gone and the thread says what to do', async () => {
    const rule = {
      ...{ id: 'hurry', why: 'tests do not wait', match: { connectionId: ['hurry-*'] } },
      timings: { approvalEscalatesMs: 1500, approvalExpiresMs: 5000 },
    };
    world.config.policies.files.unshift({ name: 'hurry', version: '1', rules: [rule] });
    const found = await world.open(DRIFT, { connectionId: `hurry-${process.pid}` });
    const incident = await waiting(found);
    const card = await world.card(incident.id, asksFor(APPROVE));
    const end = await world.card(
      incident.id,
      (one) => !textOf(one).includes(APPROVE) && textOf(one).includes('escalated'),
    );
    expect(end.ts).toBe(card.ts);
    expect(await world.thread(card, 'expired')).toContain('Nobody has decided: escalated to data-platform');
  });
});

describe('the slash command', () => {
  it('lists what waits, and takes a decision', async () => {
    const { found, incident } = await asked(TRANSIENT);
    const listed = await world.act('command', { command: '/penstock', text: 'list', user: VIC });
    expect(JSON.stringify(listed.body)).toContain(incident.id);
    const refused = await world.act('command', {
      ...{ command: '/penstock', text: `approve ${incident.id}`, user: VIC },
    });
    expect(JSON.stringify(refused.body)).toContain('needs the role approver');
    await world.act('command', {
      command: '/penstock',
      text: `approve ${incident.id} looks right`,
      user: ADA,
    });
    await found.until(is('verifying'));
  });
});
