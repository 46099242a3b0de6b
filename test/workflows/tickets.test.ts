// Decisions by moving a ticket in Jira, from the incident that made the ticket to the incident that goes on.
import { z } from 'zod';
import type { Incident } from '../../domain/incident';
import { AT_JIRA, is, startChatWorld, waiting, type ChatWorld } from './chat-world';

const DRIFT = "Unknown column 'region' in 'field list'";
const CDC = 'requested WAL segment has already been removed; the replication slot has become invalid';

const Ticket = z.object({
  key: z.string(),
  labels: z.array(z.string()),
  comments: z.array(z.object({ body: z.unknown() })),
});
const Moved = z.object({ delivered: z.number() });

let world: ChatWorld;
beforeAll(async () => {
  world = await startChatWorld({ jira: true });
  const rule = {
    ...{ id: 'ask', why: 'this test asks' },
    match: { connectionId: ['ticket-*'] },
    cap: 'recommend' as const,
  };
  world.config.policies.files.unshift({ name: 'ask', version: '1', rules: [rule] });
}, 60_000);
afterAll(() => world.stop());

let cases = 0;

/** An incident that waits for a decision, with its ticket. */
async function asked(message: string) {
  cases += 1;
  const found = await world.open(message, { connectionId: `ticket-${process.pid}-${cases}` });
  const incident = await waiting(found);
  const showsPlan = ({ labels }: z.output<typeof Ticket>) =>
    labels.includes(`penstock-plan-${incident.plan?.hash ?? ''}`) &&
    world.store.posts.get(`${incident.id} jira`) !== undefined;
  return { found, incident, ticket: await ticketOf(incident, showsPlan) };
}

async function ticketOf(incident: Incident, says: (ticket: z.output<typeof Ticket>) => boolean) {
  const deadline = Date.now() + 25_000;
  for (;;) {
    const all = z.array(Ticket).parse(await world.items('jira'));
    const own = all.filter(({ labels }) => labels.includes(`penstock-${incident.id}`));
    if (own.length > 1) throw new Error(`${own.length} tickets of one incident`);
    const [ticket] = own;
    if (ticket && says(ticket)) return ticket;
    if (Date.now() > deadline) throw new Error(`not in time; the ticket says: ${JSON.stringify(ticket)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** As a person does; answers what Jira got from us. */
async function move(key: string, to: string, accountId: string): Promise<number> {
  return Moved.parse(await world.control('/jira/move', { key, to, accountId })).delivered;
}

const says = (words: string) => (ticket: z.output<typeof Ticket>) =>
  JSON.stringify(ticket.comments).includes(words);

describe('a ticket in Jira', () => {
  it('approves when it is moved by who may, and what follows is told on it', async () => {
    const { found, incident, ticket } = await asked(DRIFT);
    expect(await move(ticket.key, 'Approved', AT_JIRA.ada)).toBe(200);
    await found.until((now) => now.status !== 'awaiting_approval');
    const { approval } = await found.look();
    expect(approval?.votes).toMatchObject([{ by: 'local-admin', reason: `on ${ticket.key}` }]);
    await found.until(() => found.provider.applied.length > 0);
    await ticketOf(incident, says('local-admin approved'));
  });

  it('rejects when it is moved there, with the ticket as the reason', async () => {
    const { found, ticket } = await asked(DRIFT);
    await move(ticket.key, 'Rejected', AT_JIRA.bo);
    const end = await found.until(is('closed'));
    expect(end.resolution).toMatchObject({
      reason: 'rejected',
      by: 'local-approver',
      note: `on ${ticket.key}`,
    });
    expect(found.provider.applied).toEqual([]);
  });

  it('counts people, not moves: one person twice is one of two, another person is the second', async () => {
    const { found, ticket } = await asked(CDC);
    for (let i = 0; i < 2; i += 1) expect(await move(ticket.key, 'Approved', AT_JIRA.ada)).toBe(200);
    const { approval, status } = await found.look();
    expect([approval?.votes.length, status]).toEqual([1, 'awaiting_approval']);
    await move(ticket.key, 'Approved', AT_JIRA.bo);
    await found.until(is('verifying'));
    expect(found.provider.applied.filter((kind) => kind === 'resync')).toHaveLength(1);
  });

  it('does nothing for whom nobody knows: in the record at once, on the ticket when it is told next', async () => {
    const { found, incident, ticket } = await asked(DRIFT);
    expect(await move(ticket.key, 'Approved', AT_JIRA.eve)).toBe(200);
    expect((await found.look()).approval?.votes).toEqual([]);
    const rows = [...world.store.audit.values()].filter((row) => row.incidentId === incident.id);
    expect(rows.map((row) => `${row.actor} ${row.action}`)).toContain(`jira:${AT_JIRA.eve} decision.refused`);
    await move(ticket.key, 'Approved', AT_JIRA.ada);
    await ticketOf(
      incident,
      says(`What jira:${AT_JIRA.eve} decided on ${ticket.key} (approve) does not count`),
    );
  });

  it('decides nothing about a plan that has changed since', async () => {
    const { found, incident, ticket } = await asked(DRIFT);
    await world.incidents.control(incident.workflowId, { command: 'retry', by: 'local-admin' });
    const replanned = await found.until(
      (now) => now.status === 'awaiting_approval' && now.plan?.hash !== incident.plan?.hash,
    );
    await ticketOf(incident, ({ labels }) => labels.includes(`penstock-plan-${replanned.plan?.hash ?? ''}`));
    await world.control('/jira/relabel', { key: ticket.key, labels: ticket.labels });
    expect(await move(ticket.key, 'Approved', AT_JIRA.ada)).toBe(200);
    expect((await found.look()).approval?.votes).toEqual([]);
    const rows = [...world.store.audit.values()].filter(({ incidentId }) => incidentId === incident.id);
    expect(rows.find(({ action }) => action === 'decision.refused')).toMatchObject({
      actor: 'local-admin',
      details: { why: expect.stringContaining('the plan has changed') as string },
    });
  });
});
