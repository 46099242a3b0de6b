// Clicks on cards in Teams: proven by a token of the Bot Framework, answered for the person who clicked.
import { generateKeyPairSync } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { Refused, TemporalUnavailable } from '../../../client/incident-door';
import type { AuditEntry } from '../../../domain/audit-entry';
import type { DecisionReceipt } from '../../../domain/messages';
import { OpError } from '../../../domain/op-error';
import { NOW, anIncident, aWorld, type World } from './world';

const ID = anIncident().id;
const PLAN = 'ab12cd34'.repeat(8);
const RECEIPT: DecisionReceipt = {
  ...{ incidentId: ID, decision: 'approve', by: 'anna', planHash: PLAN, votes: 1, quorum: 2 },
  verdict: 'pending',
};
const SERVICE = 'https://smba.example/emea';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const seconds = Math.floor(NOW.getTime() / 1000);

let world: World;
let record: AuditEntry[];
const get = jest.fn();
beforeEach(async () => {
  record = [];
  get
    .mockReset()
    .mockResolvedValue([
      { kid: 'k1', jwk: pair.publicKey.export({ format: 'jwk' }), endorsements: ['msteams'] },
    ]);
  world = await aWorld({
    people: [
      { id: 'anna', name: 'Anna', role: 'approver', groups: [], identities: { teams: 'entra-anna' } },
      { id: 'vera', name: 'Vera', role: 'viewer', groups: [], identities: { teams: 'entra-vera' } },
    ],
    auditLog: { append: (rows) => Promise.resolve(void record.push(...rows)) },
    teams: { appId: 'bot', tenantId: 'acme', keys: { get } },
  });
  world.door.decide.mockResolvedValue(RECEIPT);
});
afterEach(() => world.app.close());

function click(change: Record<string, unknown> = {}, headers?: Record<string, string>) {
  const { verb = 'penstock.approve', user = 'entra-anna', id = 'act-1', data = {}, ...rest } = change;
  const claims = { iss: 'https://api.botframework.com', aud: 'bot', serviceurl: SERVICE };
  const token = sign({ ...claims, nbf: seconds, exp: seconds + 3600, iat: seconds }, pair.privateKey, {
    algorithm: 'RS256',
    keyid: 'k1',
  });
  return world.app.inject({
    ...{ method: 'POST', url: '/teams/messages' },
    headers: { 'content-type': 'application/json', ...(headers ?? { authorization: `Bearer ${token}` }) },
    payload: {
      ...{ type: 'invoke', name: 'adaptiveCard/action', id, channelId: 'msteams', serviceUrl: SERVICE },
      ...{ from: { aadObjectId: user }, channelData: { tenant: { id: 'acme' } } },
      value: { action: { verb, data: { incidentId: ID, planHash: PLAN, ...(data as object) } } },
      ...rest,
    },
  });
}
const said = async (change?: Record<string, unknown>) =>
  (await click(change)).json<{ value: string }>().value;

it('counts a click as the vote of the person, and tells them how far it is', async () => {
  const answer = await click({ data: { optionId: 'resync' } });
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Counted: 1 of 2 approvals.',
    },
  ]);
  expect(world.door.decide).toHaveBeenCalledWith(
    expect.anything(),
    { decision: 'approve', by: 'anna', planHash: PLAN, optionId: 'resync' },
    { orQueue: true, workerTimeoutMs: 1500, updateId: 'teams/anna/act-1' },
  );
});

it('tells whom nobody knows, and who may only look, what to do; both stand in the record', async () => {
  expect(await said({ user: 'entra-eve' })).toContain('identities: { teams: entra-eve }');
  expect(await said({ user: 'entra-vera' })).toContain('vera is viewer here');
  expect(record.map(({ actor, action, incidentId }) => [actor, action, incidentId])).toEqual([
    ['teams:entra-eve', 'decision.refused', ID],
    ['vera', 'decision.refused', ID],
  ]);
  expect(world.door.decide).not.toHaveBeenCalled();
});

it('tells why a vote does not count', async () => {
  expect(await said({ verb: 'penstock.reject' })).toContain('say why');
  expect(await said({ data: { planHash: '' } })).toContain('showed no plan');
  world.door.decide.mockRejectedValue(new Refused('the plan has changed'));
  expect(await said()).toBe('Not done: the plan has changed.');
  world.door.decide.mockRejectedValue(new TemporalUnavailable('away'));
  expect(await said()).toContain('Temporal cannot be reached');
  world.door.decide.mockResolvedValue({ queued: true });
  expect(await said()).toContain('Your vote is kept');
});

it('says nothing to what is no click on a card of ours', async () => {
  const answer = await click({ type: 'message', name: undefined });
  expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
  expect((await click({ verb: 'penstock.everything' })).json()).toEqual({});
  expect((await click({ id: '' })).json()).toEqual({});
  expect(world.door.decide).not.toHaveBeenCalled();
});

it('asks nobody for keys when no token is sent, and believes no other organisation', async () => {
  expect((await click({}, {})).statusCode).toBe(401);
  expect((await click({}, { authorization: 'Bearer not-a-token' })).statusCode).toBe(401);
  expect(get).not.toHaveBeenCalled();
  expect((await click({ channelData: { tenant: { id: 'evil' } } })).statusCode).toBe(401);
  expect(world.door.decide).not.toHaveBeenCalled();
});

it('is to be asked again while the keys of the Bot Framework cannot be read', async () => {
  get.mockRejectedValue(new OpError('provider.unreachable', { message: 'nobody' }));
  expect((await click()).statusCode).toBe(503);
});
