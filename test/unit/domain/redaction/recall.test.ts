// How much is found of what is there, and how little else: the figures stand in the test's own output.
import { findings } from '../../../../domain/redaction';
import { ANY_CONTEXT, CONTEXTS, Dice, POSITIVES, innocentLine } from './corpus';

const PER_TYPE = 400;
const INNOCENT = 4000;
const LEAST: Record<string, number> = { ssn: 0.98, ipv6: 0.98, 'vendor key': 0.98, phone: 0.9 };

/** A find counts when all of it is covered. */
function isCovered(line: string, secret: string): boolean {
  const start = line.indexOf(secret);
  const end = start + secret.length;
  let reached = start;
  for (const find of findings(line)) if (find.start <= reached && find.end > reached) reached = find.end;
  return reached >= end;
}

describe('redaction on generated logs', () => {
  it.each(Object.keys(POSITIVES))('finds every %s, or as many as is promised', (type) => {
    const dice = new Dice(20_261_120);
    const contexts = CONTEXTS[type] ?? ANY_CONTEXT;
    const missed: string[] = [];
    for (let i = 0; i < PER_TYPE; i += 1) {
      const secret = POSITIVES[type]?.(dice) ?? '';
      // `$` in a replacement text means something.
      const line = dice.pick(contexts).replace('%', () => secret);
      if (!isCovered(line, secret)) missed.push(line);
    }
    const recall = 1 - missed.length / PER_TYPE;
    process.stdout.write(`recall ${type}: ${recall.toFixed(3)} of ${PER_TYPE}\n`);
    expect({ recall, missed: missed.slice(0, 3) }).toEqual({
      recall: expect.any(Number),
      missed: expect.any(Array),
    });
    if (recall < (LEAST[type] ?? 1))
      throw new Error(`recall ${recall}; missed: ${missed.slice(0, 5).join('\n')}`);
  });

  it('leaves ordinary log text alone: at least 97 of 100 finds are right', () => {
    const dice = new Dice(42);
    let right = 0;
    let wrong = 0;
    const examples: string[] = [];
    const types = Object.keys(POSITIVES);
    for (let i = 0; i < INNOCENT; i += 1) {
      const line = innocentLine(dice);
      const found = findings(line);
      wrong += found.length;
      for (const { type, start, end } of found)
        examples.push(`${type}: "${line.slice(start, end)}" in ${line}`);
      // One line in four holds something, as logs of failures do.
      if (i % 4 !== 0) continue;
      const type = dice.pick(types);
      const secret = POSITIVES[type]?.(dice) ?? '';
      const holding = dice.pick(CONTEXTS[type] ?? ANY_CONTEXT).replace('%', () => secret);
      if (isCovered(holding, secret)) right += 1;
    }
    const precision = right / (right + wrong);
    process.stdout.write(
      `precision ${precision.toFixed(4)}: ${right} right, ${wrong} wrong on ${INNOCENT} innocent lines\n`,
    );
    if (precision < 0.97)
      throw new Error(`precision ${precision}; wrong: ${examples.slice(0, 12).join('\n')}`);
  });
});
