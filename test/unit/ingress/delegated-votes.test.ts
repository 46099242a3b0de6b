// Votes that were given to somebody, over HTTP: a person casts them, with a token that would do for a vote of their own.
import type { Person } from '../../../domain/person';
import { waitingIncident } from './console-world';
import { memoryTokens } from './memory-tokens';
import { NOW, as, aWorld, memoryDelegations, sha256, type World } from './world';

const PEOPLE: Person[] = [
  { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
  { id: 'bela', name: 'Bela', role: 'approver', groups: [] },
  { id: 'vera', name: 'Vera', role: 'viewer', groups: [] },
];
const incident = waitingIncident();

let world: World;
beforeEach(async () => {
  const delegations = memoryDelegations();
  const [since, until] = [NOW.toISOString(), '2026-11-21T12:00:00.000Z'];
  for (const to of ['bela', 'vera'])
    await delegations.delegate(
      { id: `to-${to}`, from: 'anna', to, scope: {}, reason: 'holidays', since, until },
      { key: to, at: since, incidentId: to, actor: 'anna', action: 'vote.delegated', details: {} },
    );
  world = await aWorld({
    ...{ delegations, people: PEOPLE, tokenStore: memoryTokens([]) },
    tokens: PEOPLE.map(({ id }) => ({ personId: id, hash: sha256(`token-${id}`) })),
  });
  world.reader.get.mockResolvedValue(incident);
  world.door.get.mockResolvedValue(incident);
  const receipt = { incidentId: incident.id, decision: 'approve', by: 'bela', planHash: 'h' } as const;
  world.door.decide.mockResolvedValue({ ...receipt, votes: 1, quorum: 1, verdict: 'approved' });
});
afterEach(() => world.app.close());

const post = (url: string, payload: object, headers: Record<string, string>) =>
  world.app.inject({ method: 'POST', url, payload, headers });
const voteForAnna = (headers: Record<string, string>) => {
  const payload = { decision: 'approve', onBehalfOf: 'anna' };
  return post(`/api/v1/incidents/${incident.id}/decisions`, payload, headers);
};
const withTokenOf = async (person: string, body: object) => {
  const made = await post('/api/v1/tokens', { name: 'one', ...body }, as(person));
  return { authorization: `Bearer ${made.json<{ token: string }>().token}` };
};

describe('a vote that was given', () => {
  it.each(['bela', 'vera'])('is cast by %s, whatever their own role', async (person) => {
    expect((await voteForAnna(as(person))).statusCode).toBe(200);
    expect((await voteForAnna(await withTokenOf(person, {}))).statusCode).toBe(200);
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({ by: person, onBehalfOf: 'anna' });
  });

  it('is cast by no agent', async () => {
    for (const person of ['bela', 'vera']) {
      const answer = await voteForAnna(await withTokenOf(person, { kind: 'agent' }));
      expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('agent')]);
    }
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('is cast with no token that would not do for a vote of their own', async () => {
    const answer = await voteForAnna(await withTokenOf('bela', { role: 'viewer' }));
    expect(answer.statusCode).toBe(403);
    const elsewhere = { scopes: [{ role: 'approver', provider: 'airbyte', account: 'lake' }] };
    expect((await voteForAnna(await withTokenOf('bela', elsewhere))).statusCode).not.toBe(200);
    expect(world.door.decide).not.toHaveBeenCalled();
  });
});
