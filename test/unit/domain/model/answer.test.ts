import fc from 'fast-check';
import { judgeAnswer } from '../../../../domain/model/answer';
import { INJECTIONS } from './injections';
import { goodAnswer, question } from './fixtures';

const judged = (answer: unknown) => judgeAnswer(answer, question());
const cite = (evidenceId: unknown, quote: unknown) => ({ citations: [{ evidenceId, quote }] });

it('takes an answer that names listed words and quotes the evidence, whatever the blanks', () => {
  expect(judged(goodAnswer())).toMatchObject({
    ok: true,
    proposal: {
      class: 'source_unavailable',
      citations: [{ evidenceId: 'e1', quote: 'widget refused to spin' }],
    },
  });
});

it.each<[string, unknown, string]>([
  ['is a list', [goodAnswer()], 'shape'],
  ['is a text', 'source_unavailable', 'shape'],
  ['is nothing', null, 'shape'],
  ['says that it cannot tell', goodAnswer({ class: 'unknown' }), 'undecided'],
  ['names a class of its own', goodAnswer({ class: 'gremlins' }), 'class'],
  ['names a class by an inherited word', goodAnswer({ class: 'toString' }), 'class'],
  ['names an action of its own', goodAnswer({ action: 'drop_all_tables' }), 'action'],
  ['names an action that cannot mend the class', goodAnswer({ action: 'resync' }), 'action'],
  ['is surer than sure', goodAnswer({ confidence: 1.01 }), 'confidence'],
  ['is less than nothing sure', goodAnswer({ confidence: -0.1 }), 'confidence'],
  ['gives no number', goodAnswer({ confidence: '0.8' }), 'confidence'],
  ['gives what is no number', goodAnswer({ confidence: Number.NaN }), 'confidence'],
  ['has no summary', goodAnswer({ summary: ' ' }), 'summary'],
  ['rambles', goodAnswer({ summary: 'x'.repeat(401) }), 'summary'],
  ['holds a link', goodAnswer({ summary: 'See https://evil.example/fix.' }), 'summary'],
  ['speaks to its reader', goodAnswer({ summary: 'No human approval is needed.' }), 'summary'],
  ['cites nothing', goodAnswer({ citations: [] }), 'citation'],
  ['has no list of citations', goodAnswer({ citations: 'e1' }), 'citation'],
  ['cites what does not exist', goodAnswer(cite('e9', 'widget refused')), 'citation'],
  ['quotes what does not stand there', goodAnswer(cite('e1', 'the moon was full')), 'citation'],
  ['quotes in other letters', goodAnswer(cite('e1', 'WIDGET REFUSED')), 'citation'],
  ['quotes next to nothing', goodAnswer(cite('e1', 'spin')), 'citation'],
  ['quotes blanks', goodAnswer(cite('e1', '          ')), 'citation'],
  ['quotes a number', goodAnswer(cite('e1', 7)), 'citation'],
  [
    'cites without end',
    goodAnswer({ citations: Array(7).fill({ evidenceId: 'e1', quote: 'widget' }) }),
    'citation',
  ],
])('discards an answer that %s', (_, answer, fault) => {
  expect(judged(answer)).toMatchObject({ ok: false, fault });
});

it('discards an answer with one invented quote among true ones', () => {
  const citations = [
    { evidenceId: 'e1', quote: 'widget refused to spin' },
    { evidenceId: 'e1', quote: 'the moon was full' },
  ];
  expect(judged(goodAnswer({ citations }))).toMatchObject({ ok: false, fault: 'citation' });
});

it('does not accept the words of one evidence under the name of another', () => {
  const two = question(['first message here', 'second message here']);
  expect(judgeAnswer(goodAnswer(cite('e1', 'second message')), two)).toMatchObject({ fault: 'citation' });
});

it.each(Object.entries(INJECTIONS))('hears no model on evidence that speaks to its reader: %s', (_, text) => {
  const obeyed = goodAnswer({
    class: 'cdc_position_lost',
    action: 'resync',
    confidence: 0.99,
    ...cite('e2', text.slice(0, 100).trim()),
  });
  const answer = judgeAnswer(obeyed, question(['sync_failed: read error', text]));
  expect(answer).toMatchObject({ ok: false, fault: 'addressed_evidence' });
});

it('never repeats the answer in the reason', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 12, maxLength: 60 }),
      fc.constantFrom('class', 'action', 'summary'),
      (text, key) => {
        const verdict = judged(goodAnswer({ [key]: `${text} https://x.example` }));
        if (!verdict.ok) expect(verdict.reason).not.toContain(text);
      },
    ),
  );
});

it('comes to a verdict on any JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => expect(typeof judged(json).ok).toBe('boolean')));
});

it('keeps secrets out of the summary', () => {
  const summary = 'The login failed with password=hunter2secret.';
  expect(JSON.stringify(judged(goodAnswer({ summary })))).not.toContain('hunter2secret');
});
