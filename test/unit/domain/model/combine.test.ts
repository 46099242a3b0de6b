import fc from 'fast-check';
import { bandOf } from '../../../../domain/classification/classify';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../../../domain/failure-class';
import type { Proposal } from '../../../../domain/model/answer';
import { combine } from '../../../../domain/model/combine';
import { AT, rulesSay } from './fixtures';

const proposal: Proposal = {
  class: 'source_unavailable',
  action: 'retry_with_backoff',
  confidence: 0.8,
  summary: 'The source was down.',
  citations: [{ evidenceId: 'e1', quote: 'refused to spin' }],
};
const together = (rules = rulesSay(), given: Proposal | null = proposal, whyNot: string | null = null) =>
  combine({ rules, proposal: given, whyNot, askedOf: 'sim-model, diagnose@1', now: AT });
const named = (confidence: number, changes = {}) =>
  rulesSay({
    class: 'source_unavailable',
    ruleId: 'source-down',
    decidedBy: 'rule',
    action: 'retry_with_backoff',
    confidence,
    band: bandOf(confidence),
    ...changes,
  });

it('gives an unknown failure the class of the model, at most with the band medium, and shows what it quotes', () => {
  const answer = together();
  expect(answer).toMatchObject({ class: 'source_unavailable', band: 'medium', decidedBy: 'model' });
  expect(answer.summary).toBe('The source was down. [e1: "refused to spin"]');
  expect(answer.ruleId).toBeUndefined();
  expect(together(rulesSay(), { ...proposal, confidence: 1 })).toMatchObject({
    band: 'medium',
    confidence: 0.89,
  });
});

it('gives it the band low when the model is not convinced', () => {
  expect(together(rulesSay(), { ...proposal, confidence: 0.59 })).toMatchObject({
    band: 'low',
    confidence: 0.59,
  });
});

it('raises a rule that is not sure to medium when the model agrees, and keeps who decided', () => {
  expect(together(named(0.5))).toMatchObject({
    band: 'medium',
    confidence: 0.7,
    decidedBy: 'rule',
    ruleId: 'source-down',
  });
  expect(together(named(0.88))).toMatchObject({ band: 'medium', confidence: 0.89 });
  expect(together(named(0.5), { ...proposal, confidence: 0.4 })).toMatchObject({
    band: 'low',
    confidence: 0.5,
  });
});

it('leaves a sure rule as it is when the model agrees, is absent, or answered badly', () => {
  for (const answer of [
    together(named(0.95)),
    together(named(0.95), null),
    together(named(0.95), null, 'timeout'),
  ])
    expect(answer).toMatchObject({ band: 'high', confidence: 0.95, decidedBy: 'rule' });
});

it('keeps the class of a rule that is sure enough when the model disagrees, with less confidence and its view beside', () => {
  const answer = together(named(0.8, { class: 'rate_limit', action: 'wait_for_quota_reset' }));
  expect(answer).toMatchObject({
    class: 'rate_limit',
    action: 'wait_for_quota_reset',
    confidence: 0.65,
    band: 'low',
  });
  expect(answer.alternatives[0]).toEqual({
    class: 'source_unavailable',
    ruleId: 'model',
    why: 'The source was down.',
  });
});

it('shows the model first and the rule beside when neither is sure, in the band that never acts alone', () => {
  const answer = together(named(0.4, { class: 'rate_limit' }));
  expect(answer).toMatchObject({ class: 'source_unavailable', decidedBy: 'model', band: 'low' });
  expect(answer.alternatives[0]).toMatchObject({ class: 'rate_limit', ruleId: 'source-down' });
});

it('says in the evidence why a model is not used, and changes nothing else', () => {
  const rules = named(0.5);
  const { evidence, ...rest } = together(rules, null, 'timeout: the endpoint did not answer in time');
  expect(evidence.at(-1)).toMatchObject({ id: 'e2', kind: 'model', at: AT });
  expect(evidence.at(-1)?.text).toContain('is not used: timeout');
  expect({ ...rest, evidence: rules.evidence }).toEqual(rules);
  expect(together(rules, null)).toEqual(rules);
});

it('never makes a diagnosis high that was not, and never lets confidence and band disagree', () => {
  const anyProposal = fc.record({
    class: fc.constantFrom(...FAILURE_CLASSES),
    action: fc.constantFrom(...SUGGESTED_ACTIONS),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    summary: fc.string({ maxLength: 400 }),
    citations: fc.constant(proposal.citations),
  });
  const anyRules = fc
    .record({
      class: fc.constantFrom(...FAILURE_CLASSES),
      confidence: fc.double({ min: 0.05, max: 0.99, noNaN: true }),
    })
    .map(({ class: one, confidence }) => named(confidence, { class: one }));
  fc.assert(
    fc.property(fc.oneof(fc.constant(rulesSay()), anyRules), anyProposal, (rules, given) => {
      const answer = together(rules, given);
      expect(answer.band).toBe(bandOf(answer.confidence));
      if (rules.band !== 'high') expect(answer.band).not.toBe('high');
      if (answer.decidedBy === 'model') expect(['medium', 'low']).toContain(answer.band);
      expect(answer.evidence.at(-1)?.text.length).toBeLessThanOrEqual(1024);
    }),
  );
});
