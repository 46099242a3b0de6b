// Whatever a provider answers, an adapter ends with a value or a typed error, in time, and tells no secret.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { OpError } from '../../domain/op-error';
import type { ProviderAccount } from '../../domain/ports';
import { PROVIDER_STEP_KINDS } from '../../domain/step';
import { createProviderAccounts } from '../../workers/provider-accounts';
import { airbyteAccount, fivetranAccount } from '../account';

const SECRET = 'a-secret-that-must-not-be-told';
const TIMEOUT_MS = 1000;

interface Answer {
  status: number;
  type: string;
  body: string;
  location?: string;
}

let server: Server;
let url: string;
let answer: Answer;

beforeAll(async () => {
  server = createServer((request, response) => {
    // The token of Airbyte must come for the rest to be asked at all.
    if (request.url?.endsWith('/applications/token') === true && answer.status < 400) {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ access_token: SECRET, expires_in: 900 }));
    }
    response.statusCode = answer.status;
    response.setHeader('content-type', answer.type);
    if (answer.location !== undefined) response.setHeader('location', answer.location);
    response.end(answer.status === 204 || answer.status === 304 ? undefined : answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

/** A new adapter each time: its gate would otherwise rightly stop asking. */
function adapters(): ProviderAccount[] {
  const times = { readTimeoutMs: TIMEOUT_MS, writeTimeoutMs: TIMEOUT_MS };
  const accounts = createProviderAccounts(
    [
      fivetranAccount({ baseUrl: url, apiSecret: SECRET, ...times }),
      airbyteAccount({ baseUrl: url, configApiUrl: url, clientSecret: SECRET, ...times }),
    ],
    { now: () => new Date() },
  );
  return accounts.list();
}

type Call = (account: ProviderAccount) => Promise<unknown>;

const READS: Call[] = [
  (account) => account.readState('c1'),
  (account) => account.readFacts('c1'),
  (account) => account.sweep({ cursor: null, scope: 'inventory', since: '2026-11-20T12:00:00Z' }),
  (account) => account.sweep({ cursor: null, scope: 'runs', since: '2026-11-20T12:00:00Z' }),
  (account) => account.survey(),
  (account) => account.whoAmI(),
  (account) => account.repairLink('c1'),
  (account) => account.webhooks?.list() ?? Promise.resolve(),
];
const WRITES: Call[] = PROVIDER_STEP_KINDS.flatMap((kind): Call[] => {
  const selection = [{ schema: 's', table: 't', enabled: false }];
  const schedule = { kind: 'interval', everyMs: 3_600_000 } as const;
  const params = { selection, schedule, settings: { host: 'h' }, state: { stateType: 'not_set' } };
  return [
    (account) => account.apply({ kind, connectionId: 'c1', runId: '1', params }),
    (account) => account.readTarget({ kind, connectionId: 'c1', params }),
  ];
});

/** Shapes that are nearly right, so that the odd part is met deep inside. */
const nearly = fc.constantFrom<unknown>(
  { code: 'Success', data: { items: [], next_cursor: 'again' } },
  { code: 'Success', data: { items: [null, 7, { id: 1 }], next_cursor: null } },
  {
    code: 'Success',
    data: { id: 'c1', service: 's', schema: 'x', group_id: 'g', paused: 'maybe', status: {} },
  },
  {
    code: 'Success',
    data: {
      id: 'c1',
      service: 's',
      schema: 'x',
      group_id: 'g',
      paused: true,
      status: { sync_state: 'levitating', tasks: [{}], warnings: null },
      succeeded_at: 'yesterday',
    },
  },
  { data: Array.from({ length: 100 }, () => ({ connectionId: 'c1', name: 7 })), next: 'x' },
  { data: [{ jobId: 'x', status: 'levitating', jobType: 'y', startTime: 'never' }] },
  { data: [], next: '', previous: '' },
  { connections: [{ connectionId: 'c1', name: 'n', status: 's', source: {}, destination: {} }] },
  { jobs: [{ job: { id: 1, configType: 'sync', configId: 'c1', createdAt: 'x' } }] },
  {
    connectionId: 'c1',
    name: 'n',
    sourceId: 's',
    destinationId: 'd',
    workspaceId: 'w',
    status: 'active',
    configurations: { streams: [{ name: 'orders' }] },
    schedule: { scheduleType: 'cron', cronExpression: 'every now and then' },
  },
  { schemas: { s: { enabled: true, tables: { t: { enabled: 'perhaps' } } } } },
  { message: `echo ${SECRET}` },
);

const answers: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    201,
    204,
    301,
    302,
    304,
    400,
    401,
    402,
    403,
    404,
    408,
    409,
    418,
    422,
    423,
    429,
    500,
    501,
    502,
    503,
    504,
  ),
  type: fc.constantFrom('application/json', 'text/html', 'text/plain', 'application/octet-stream', ''),
  body: fc.oneof(
    nearly.map((value) => JSON.stringify(value)),
    nearly.map((value) => JSON.stringify(value).slice(0, -3)),
    fc.json({ maxDepth: 6 }),
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      '',
      '<!doctype html><title>Airbyte</title>',
      'null',
      '[]',
      '"text"',
      '['.repeat(50_000),
      `{"a":"${'x'.repeat(300_000)}"}`,
      `wrong credentials ${SECRET}`,
    ),
  ),
});

async function endsWell(call: Call, account: ProviderAccount): Promise<void> {
  const started = Date.now();
  try {
    await call(account);
  } catch (error) {
    if (!(error instanceof OpError))
      throw new Error(`${account.provider}: ${String(error)}`, { cause: error });
    expect(error.message).not.toContain(SECRET);
  }
  // A call makes a few requests; each ends by its timeout.
  expect(Date.now() - started).toBeLessThan(20 * TIMEOUT_MS);
}

describe.each([
  ['reads', READS, 150],
  ['writes and what they look at first', WRITES, 80],
])('%s', (_what, calls, numRuns) => {
  it('end in a value or an OpError for any answer', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        answer = given;
        for (const call of calls) for (const account of adapters()) await endsWell(call, account);
      }),
      { numRuns, seed: 20_261_121 },
    );
  });
});

it('a redirect is not followed with our credentials', async () => {
  answer = { status: 302, type: 'text/plain', body: '', location: 'http://127.0.0.1:1/elsewhere' };
  for (const account of adapters())
    await expect(account.readState('c1')).rejects.toMatchObject({ code: 'provider.invalid_answer' });
});
