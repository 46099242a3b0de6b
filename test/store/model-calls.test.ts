// The ledger of model calls on both back ends.
import type { ModelCall } from '../../domain/model/reply';
import type { Store } from '../../integrations/postgres/open-store';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('the ledger was');

let counter = 0;
function row(changes: Partial<ModelCall> = {}): ModelCall {
  counter += 1;
  return {
    id: `call-${process.pid}-${Date.now()}-${counter}`,
    incidentId: 'inc-1',
    at: new Date().toISOString(),
    model: 'sim-model',
    promptVersion: 'diagnose@1',
    outcome: 'answered',
    tokensIn: 900,
    tokensOut: 100,
    costUsd: 0.25,
    latencyMs: 12,
    requestDigest: 'a'.repeat(64),
    answerDigest: null,
    ...changes,
  };
}

describe.each(BACK_ENDS)('on %s', (name) => {
  const use = async (work: (ledger: Store['models'], incidentId: string) => Promise<void>) => {
    const store = storeOf(name);
    counter += 1;
    if (store) await work(store.models, `inc-${process.pid}-${Date.now()}-${counter}`);
  };

  it('adds up what an incident has cost, and nobody else’s', () =>
    use(async (ledger, incidentId) => {
      expect(await ledger.spentOn(incidentId)).toEqual({ calls: 0, tokens: 0, usd: 0 });
      await ledger.record(row({ incidentId }));
      await ledger.record(row({ incidentId, costUsd: null, tokensIn: 2_000_000_000 }));
      await ledger.record(row({ incidentId: `${incidentId}-other` }));
      expect(await ledger.spentOn(incidentId)).toEqual({ calls: 2, tokens: 2_000_001_100, usd: 0.25 });
    }));

  it('replaces the reservation of a call by what it came to, however often that is recorded', () =>
    use(async (ledger, incidentId) => {
      const call = row({ incidentId, outcome: 'started', tokensOut: 2000, costUsd: 1 });
      await ledger.record(call);
      expect(await ledger.spentOn(incidentId)).toEqual({ calls: 1, tokens: 2900, usd: 1 });
      for (let time = 0; time < 2; time += 1)
        await ledger.record({ ...call, outcome: 'timeout', tokensOut: 0, costUsd: 0.1 });
      expect(await ledger.spentOn(incidentId)).toEqual({ calls: 1, tokens: 900, usd: 0.1 });
    }));

  it('counts a day from midnight UTC', () =>
    use(async (ledger, incidentId) => {
      const before = await ledger.spentToday();
      await ledger.record(row({ incidentId, at: '2020-01-01T23:59:59.999Z' }));
      expect(await ledger.spentToday()).toEqual(before);
      await ledger.record(row({ incidentId }));
      expect(await ledger.spentToday()).toEqual({
        ...{ calls: before.calls + 1, tokens: before.tokens + 1000 },
        usd: expect.closeTo(before.usd + 0.25, 9),
      });
    }));

  it('keeps what became of an answer, also when the call is recorded again, and counts alike calls', () =>
    use(async (ledger, incidentId) => {
      const model = `model-of-${incidentId}`;
      const [one, other] = [row({ incidentId, model }), row({ incidentId, model })];
      for (const call of [one, other]) await ledger.record(call);
      await ledger.judged(one.id, 'citation');
      await ledger.record(one);
      const usage = (await storeOf(name)?.reader.modelUsage())?.filter((line) => line.model === model);
      const alike = {
        model,
        promptVersion: 'diagnose@1',
        outcome: 'answered',
        calls: 1,
        tokens: 1000,
        usd: 0.25,
      };
      expect(usage).toHaveLength(2);
      expect(usage).toEqual(
        expect.arrayContaining([
          { ...alike, verdict: 'citation' },
          { ...alike, verdict: null },
        ]),
      );
    }));
});
