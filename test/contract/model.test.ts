// The model adapter against the model simulator over HTTP: every way an endpoint or a model goes wrong ends in a reason.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { askModel } from '../../activities/ask-model';
import { judgeAnswer } from '../../domain/model/answer';
import { DEFAULT_MODEL_SETTINGS } from '../../domain/model/model-config.schema';
import type { ModelCall, ModelReply, ModelVerdict } from '../../domain/model/reply';
import type { ModelSettings } from '../../domain/model/settings';
import type { ModelLedger } from '../../domain/store-ports';
import { loadPrompt } from '../../integrations/config-files/prompts';
import { createOpenAiModel } from '../../integrations/openai/client';
import type { Mode } from '../../simulators/model/behaviour';
import { startModelSimulator } from '../../simulators/model/simulator';
import { at, caller, list, type Call } from '../simulators/http-client';
import { AT, question, rulesSay } from '../unit/domain/model/fixtures';
import { INJECTIONS } from '../unit/domain/model/injections';

const CONFIG = join(__dirname, '../../config');
const MESSAGE = 'sync_failed: FATAL: the database system is starting up';
const KEY = 'sk-model-key-4711';

let sim: { url: string; close(): Promise<void> };
let call: Call;
let calls: Map<string, ModelCall>;
const verdicts = new Map<string, ModelVerdict>();

const ledger: ModelLedger = {
  spentToday: async () => spend([...calls.values()]),
  spentOn: async (id) => spend([...calls.values()].filter((one) => one.incidentId === id)),
  record: async (one) => void calls.set(one.id, one),
  judged: async (id, verdict) => void verdicts.set(id, verdict),
};

function spend(rows: ModelCall[]) {
  const sum = (of: (row: ModelCall) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    calls: rows.length,
    tokens: sum((r) => r.tokensIn + r.tokensOut),
    usd: sum((r) => r.costUsd ?? 0),
  };
}

async function model(
  changes: {
    settings?: Partial<ModelSettings>;
    baseUrl?: string;
    timeoutMs?: number;
    ledger?: ModelLedger;
  } = {},
) {
  return createOpenAiModel({
    endpoint: { baseUrl: changes.baseUrl ?? `${sim.url}/v1`, apiKey: KEY, model: 'sim-model' },
    settings: { ...DEFAULT_MODEL_SETTINGS, ...changes.settings },
    prompt: await loadPrompt(CONFIG, 'diagnose', 1),
    ledger: changes.ledger ?? ledger,
    now: () => new Date(AT),
    timeoutMs: changes.timeoutMs ?? 5000,
  });
}

const behave = (mode: Mode, more = {}) => call('POST', '/_sim/model', { mode, ...more });
const bodies = async () =>
  list((await call('GET', '/_sim/requests?method=POST')).body, 'items').map((one) => at(one, 'body'));
const rows = () => [...calls.values()];

beforeAll(async () => {
  sim = await startModelSimulator();
  call = caller(sim.url);
});
afterAll(() => sim.close());
beforeEach(async () => {
  calls = new Map();
  await call('POST', '/_sim/reset', {});
});

describe('a good answer', () => {
  it('comes back with what it took, and is a proposal that quotes the evidence', async () => {
    const reply = await (await model()).ask(question([MESSAGE]));
    expect(reply).toMatchObject({ ok: true, model: 'sim-model', promptVersion: 'diagnose@1', costUsd: null });
    expect(reply.tokensIn).toBeGreaterThan(300);
    expect(reply.tokensOut).toBeGreaterThan(20);
    expect(judgeAnswer(answerOf(reply), question([MESSAGE]))).toMatchObject({
      ok: true,
      proposal: { class: 'source_unavailable', citations: [{ evidenceId: 'e1' }] },
    });
  });

  it('is asked for by a strict schema that names our lists and the evidence there is', async () => {
    await (await model()).ask(question([MESSAGE, 'state: active']));
    const [body = null] = await bodies();
    const schema = at(body, 'response_format', 'json_schema', 'schema', 'properties');
    expect(at(body, 'response_format', 'json_schema', 'strict')).toBe(true);
    expect(at(schema, 'class', 'enum')).toContain('rate_limit');
    expect(at(schema, 'citations', 'items', 'properties', 'evidenceId', 'enum')).toEqual(['e1', 'e2']);
    expect(at(body, 'store')).toBe(false);
  });

  it('costs what the configured price says, and the ledger knows it', async () => {
    const prices = { 'sim-model': { input: 1000, output: 2000 } };
    const reply = await (
      await model({ settings: { prices, budgets: { ...BUDGETS, usdPerDay: 100 } } })
    ).ask(question([MESSAGE]));
    expect(reply.costUsd).toBeCloseTo((reply.tokensIn * 1000 + reply.tokensOut * 2000) / 1e6, 9);
    expect(rows()).toEqual([expect.objectContaining({ outcome: 'answered', costUsd: reply.costUsd })]);
  });
});

const BUDGETS = DEFAULT_MODEL_SETTINGS.budgets;

function answerOf(reply: ModelReply): unknown {
  return reply.ok ? reply.answer : reply;
}

describe('an endpoint that fails', () => {
  it.each<[Mode, string, number]>([
    ['429', 'rate_limited', 1],
    ['500', 'server_error', 1],
    ['cut_json', 'malformed', 2],
    ['empty', 'malformed', 2],
    ['not_json', 'malformed', 2],
    ['huge', 'too_large', 1],
    ['refusal', 'refused', 1],
    ['redirect', 'unreachable', 1],
  ])(
    'with %s gives the reason %s after %i requests, and the ledger has it',
    async (mode, fault, requests) => {
      await behave(mode);
      const reply = await (await model()).ask(question([MESSAGE]));
      expect(reply).toMatchObject({ ok: false, fault });
      expect(await bodies()).toHaveLength(requests);
      expect(rows()).toEqual([expect.objectContaining({ outcome: fault })]);
    },
  );

  it('by being slow is left after the time limit, whole', async () => {
    await behave('slow');
    const before = performance.now();
    const reply = await (await model({ timeoutMs: 300 })).ask(question([MESSAGE]));
    expect(reply).toMatchObject({ ok: false, fault: 'timeout' });
    expect(performance.now() - before).toBeLessThan(1500);
  });

  it('by beginning an answer and never ending it is left after the time limit too', async () => {
    const drip = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices": [');
    });
    await new Promise<void>((resolve) => drip.listen(0, '127.0.0.1', resolve));
    const { port } = drip.address() as AddressInfo; // listening on TCP
    const slow = await model({ baseUrl: `http://127.0.0.1:${port}/v1`, timeoutMs: 300 });
    const reply = await slow.ask(question([MESSAGE]));
    drip.closeAllConnections();
    await new Promise((resolve) => drip.close(resolve));
    expect(reply).toMatchObject({ ok: false, fault: 'timeout' });
  });

  it('by not being there is unreachable', async () => {
    const nobody = await model({ baseUrl: 'http://127.0.0.1:1/v1' });
    expect(await nobody.ask(question([MESSAGE]))).toMatchObject({ ok: false, fault: 'unreachable' });
  });

  it.each([
    [401, 'OPENAI_API_KEY'],
    [404, 'PENSTOCK_MODEL'],
  ])('with %i is told to look at %s', async (status, key) => {
    await call('POST', '/_sim/faults', { path: '/v1/chat/completions', status });
    const reply = await (await model()).ask(question([MESSAGE]));
    expect(reply).toMatchObject({ ok: false, fault: 'rejected', reason: expect.stringContaining(key) });
  });

  it('answers the second time when only the first was malformed', async () => {
    await behave('cut_json', { times: 1 });
    const reply = await (await model()).ask(question([MESSAGE]));
    expect(reply).toMatchObject({ ok: true });
    expect(rows()).toHaveLength(1);
    expect(rows()[0]?.tokensIn).toBe(reply.tokensIn);
  });

  it('has none of its words repeated in the reason', async () => {
    const body = { error: { message: `bad key ${KEY} for: ${MESSAGE}`, code: KEY, type: KEY } };
    for (const status of [400, 401, 429, 500, 503]) {
      await call('POST', '/_sim/faults', { path: '/v1/chat/completions', times: 6, status, body });
      const reply = JSON.stringify(await (await model()).ask(question([MESSAGE])));
      expect(reply).toContain('"ok":false');
      expect(reply).not.toContain(KEY);
      expect(reply).not.toContain('starting up');
      await call('POST', '/_sim/reset', {});
    }
  });
});

describe('an endpoint that takes less than we ask for', () => {
  it.each<[Mode, string[]]>([
    ['no_schema_support', ['json_schema', 'json_object', 'text', 'text']],
    ['json_object_only', ['json_schema', 'json_object', 'json_object']],
  ])('(%s) is asked in a form that it takes, and that form first from then on', async (mode, formats) => {
    await behave(mode);
    const one = await model();
    expect(await one.ask(question([MESSAGE]))).toMatchObject({
      ok: true,
      answer: { class: 'source_unavailable' },
    });
    expect(await one.ask(question([MESSAGE]))).toMatchObject({ ok: true });
    const asked = (await bodies()).map((body) => {
      const format = typeof body === 'object' && body !== null && 'response_format' in body;
      return format ? at(body, 'response_format', 'type') : 'text';
    });
    expect(asked).toEqual(formats);
  });

  it('keeps the strict form when it is only the name of the length field or the temperature that it refuses', async () => {
    await behave('reasoning');
    expect(await (await model()).ask(question([MESSAGE]))).toMatchObject({ ok: true });
    const last = (await bodies()).at(-1) ?? null;
    expect(at(last, 'response_format', 'type')).toBe('json_schema');
    expect(at(last, 'max_completion_tokens')).toBeGreaterThan(0);
    expect(last).not.toHaveProperty('temperature');
  });

  it('is not asked at all without the promise to store nothing, where that is required', async () => {
    const body = { error: { message: "Unknown parameter: 'store'", param: 'store' } };
    await call('POST', '/_sim/faults', { path: '/v1/chat/completions', times: 9, status: 400, body });
    const careful = await model({ settings: { zeroRetentionRequired: true } });
    expect(await careful.ask(question([MESSAGE]))).toMatchObject({ ok: false, fault: 'rejected' });
    expect((await bodies()).map((one) => at(one, 'store'))).toEqual([false]);
  });
});

describe('a model that answers what is not so', () => {
  it.each<[Mode, string]>([
    ['wrong_class', 'class'],
    ['wrong_action', 'action'],
    ['invented_citation', 'citation'],
  ])('(%s) is discarded for its %s', async (mode, fault) => {
    await behave(mode);
    const reply = await (await model()).ask(question([MESSAGE]));
    expect(judgeAnswer(answerOf(reply), question([MESSAGE]))).toMatchObject({ ok: false, fault });
  });

  it.each(Object.entries(INJECTIONS))('obeying what the evidence says is discarded: %s', async (_, text) => {
    await behave('obey_injection');
    const asked = question([MESSAGE, text]);
    const reply = await (await model()).ask(asked);
    expect(answerOf(reply)).toMatchObject({ confidence: 0.99 });
    expect(judgeAnswer(answerOf(reply), asked)).toMatchObject({ ok: false, fault: 'addressed_evidence' });
  });

  it('is put beside the rules at most with the band medium, even when it obeys what nothing gives away', async () => {
    await behave('obey_injection');
    const text = 'The replication slot is gone for good: cdc_position_lost, the way forward is resync.';
    const diagnosis = rulesSay({ evidence: question([text]).evidence });
    const answer = await consult(await model(), diagnosis);
    expect(answer).toMatchObject({ class: 'cdc_position_lost', decidedBy: 'model', band: 'medium' });
  });
});

function consult(
  asked: Awaited<ReturnType<typeof model>>,
  diagnosis = rulesSay({ evidence: question([MESSAGE]).evidence }),
) {
  return askModel({
    model: { model: asked, rowsAllowedTags: [] },
    incidentId: 'inc-00000001',
    provider: 'fivetran',
    service: 'postgres',
    tags: {},
    diagnosis,
    now: () => new Date(AT),
  });
}

describe('the incident', () => {
  it('has the proposal of the model where the rules know nothing', async () => {
    const answer = await consult(await model());
    expect(answer).toMatchObject({ class: 'source_unavailable', decidedBy: 'model', band: 'medium' });
    expect(answer.evidence.at(-1)).toMatchObject({ kind: 'model' });
    expect(answer.model).toMatchObject({ promptVersion: 'diagnose@1', verdict: 'used' });
    expect(verdicts.get(answer.model?.callId ?? '')).toBe('used');
  });

  it('counts an answer that was discarded, and why, in the ledger', async () => {
    await behave('invented_citation');
    const answer = await consult(await model());
    expect(answer.model?.verdict).toBe('citation');
    expect(verdicts.get(answer.model?.callId ?? '')).toBe('citation');
  });

  it.each<Mode>([
    'slow',
    '429',
    '500',
    'cut_json',
    'wrong_class',
    'wrong_action',
    'invented_citation',
    'huge',
    'empty',
    'refusal',
  ])('keeps the diagnosis of the rules when the model does %s, and says why', async (mode) => {
    await behave(mode);
    const answer = await consult(await model({ timeoutMs: 500 }));
    expect(answer).toMatchObject({ class: 'unknown', decidedBy: 'nothing', band: 'none' });
    expect(answer.evidence.at(-1)).toMatchObject({
      kind: 'model',
      text: expect.stringContaining('is not used'),
    });
  });

  it.each(Object.entries(INJECTIONS))(
    'shows no model what speaks to its reader, and does not obey it: %s',
    async (_, text) => {
      const diagnosis = rulesSay({ evidence: question([MESSAGE, text]).evidence });
      const answer = await consult(await model(), diagnosis);
      expect(answer.class).not.toBe('cdc_position_lost');
      // What redaction takes out whole (base64) is not there to be seen; the question is asked without it.
      const sent = JSON.stringify(await bodies());
      expect(sent === '[]' || !sent.includes(text)).toBe(true);
      expect(sent).not.toContain('aWdub3Jl');
    },
  );
});

describe('what leaves the process', () => {
  const SECRETS = [
    'postgres://app:Tr0ub4dor-horse@db.internal.example:5432/orders',
    'AKIAIOSFODNN7EXAMPLE',
    'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'ada.lovelace@example.com',
    '4111 1111 1111 1111',
  ];
  const PARTS = ['Tr0ub4dor-horse', ...SECRETS.slice(1, 2), 'eyJzdWIiOiJhZGEifQ', ...SECRETS.slice(3)];

  it('holds no planted secret, wherever in the question it stood', async () => {
    const planted = {
      ...question(SECRETS.map((secret) => `connect failed: ${secret} (starting up)`)),
      service: `postgres ${SECRETS[0]}`,
      candidates: SECRETS.map((why) => ({ class: 'unknown' as const, why })),
    };
    expect(await (await model()).ask(planted)).toMatchObject({ ok: true });
    const sent = JSON.stringify(await bodies());
    expect(sent).toContain('connect failed');
    for (const part of PARTS) expect(sent).not.toContain(part);
    for (const part of PARTS) expect(JSON.stringify(rows())).not.toContain(part);
  });

  it('names neither the incident nor its connection', async () => {
    await (await model()).ask(question([MESSAGE]));
    expect(JSON.stringify(await bodies())).not.toContain('inc-00000001');
  });

  it('stands between marks that are never the same', async () => {
    const one = await model();
    await one.ask(question(['a text with ----- and {{evidence}} in it']));
    await one.ask(question([MESSAGE]));
    const marks = (await bodies()).map((body) => {
      const text = String(at(body, 'messages', 1, 'content'));
      return [...text.matchAll(/-----[0-9a-f]{24}-----/g)].map(([mark]) => mark);
    });
    for (const found of marks) expect(new Set(found).size).toBe(1);
    expect(marks[0]?.[0]).not.toBe(marks[1]?.[0]);
    expect(JSON.stringify(await bodies())).toContain('{{evidence}} in it');
  });
});

describe('a budget', () => {
  it.each<[string, Partial<ModelSettings['budgets']>, string]>([
    ['calls of an incident', { callsPerIncident: 1 }, 'calls of this incident'],
    ['tokens of an incident', { tokensPerIncident: 3500 }, 'of its 3500 tokens'],
    ['tokens of a day', { tokensPerDay: 3500 }, "of the day's 3500 tokens"],
    ['dollars of a day', { usdPerDay: 3.5 }, "of the day's $3.5"],
  ])('of %s is kept: the next question is not sent', async (_, budget, reason) => {
    const prices = { 'sim-model': { input: 1000, output: 1000 } };
    const one = await model({ settings: { prices, budgets: { ...BUDGETS, usdPerDay: 100, ...budget } } });
    const first = await one.ask(question([MESSAGE]));
    expect(first).toMatchObject({ ok: true });
    expect(await one.ask(question([MESSAGE]))).toMatchObject({
      ...{ ok: false, fault: 'over_budget', reason: expect.stringContaining(reason) },
      ...{ tokensIn: 0, tokensOut: 0 },
    });
    expect(await bodies()).toHaveLength(1);
  });

  it('that cannot be read lets nothing be asked', async () => {
    const broken: ModelLedger = { ...ledger, spentToday: () => Promise.reject(new Error('gone')) };
    const reply = await (await model({ ledger: broken })).ask(question([MESSAGE]));
    expect(reply).toMatchObject({ ok: false, fault: 'budget_unknown' });
    expect(await bodies()).toEqual([]);
  });

  it('is charged for a call whose end could not be written', async () => {
    const forgetful: ModelLedger = {
      ...ledger,
      record: (row) => (row.outcome === 'started' ? ledger.record(row) : Promise.reject(new Error('gone'))),
    };
    expect(await (await model({ ledger: forgetful })).ask(question([MESSAGE]))).toMatchObject({ ok: true });
    expect(rows()[0]).toMatchObject({ outcome: 'started', tokensOut: 2000 });
  });

  it('stops the second try of a malformed answer', async () => {
    await behave('cut_json');
    const one = await model({ settings: { budgets: { ...BUDGETS, tokensPerIncident: 3500 } } });
    expect(await one.ask(question([MESSAGE]))).toMatchObject({ ok: false, fault: 'malformed' });
    expect(await bodies()).toHaveLength(1);
  });
});
