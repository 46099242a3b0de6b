// A score for people: figures, classes with what they were taken for, bands.
import type { Score } from './score';
import type { Spending } from './spending';

export function report(name: string, s: Score): string {
  const figure = (value: number | null) => (value === null ? '    -' : value.toFixed(3));
  const classes = Object.entries(s.recall).map(([label, recall]) => {
    const taken = Object.entries(s.confusion[label] ?? {})
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([other, count]) => `${other} ${count}`);
    return `  ${label.padEnd(22)} ${figure(recall)}${taken.length > 0 ? `   taken for ${taken.join(', ')}` : ''}`;
  });
  const bands = Object.entries(s.bands).map(
    ([band, { coverage, precision }]) =>
      `  ${band.padEnd(22)} ${figure(precision)}   of ${(100 * coverage).toFixed(0)} % of the messages`,
  );
  const reliability = s.reliability.map(
    ({ from, count, said, right }) =>
      `  from ${from.toFixed(2).padEnd(17)} ${figure(said)}   right ${figure(right)} of ${count}`,
  );
  return [
    `${name}: ${s.rows} messages`,
    `  strict ${figure(s.strict)}  lenient ${figure(s.lenient)}  macro F1 ${figure(s.macroF1)}  action ${figure(s.action)}  calibration error ${figure(s.calibrationError)}`,
    'recall by class',
    ...classes,
    'precision by band (label or second label)',
    ...bands,
    'reliability: what was said, what was right',
    ...reliability,
  ].join('\n');
}

/** What asking a model came to, for people. */
export function reportModel(asked: string, s: Spending, rows: number): string {
  const verdicts = Object.entries(s.verdicts)
    .sort((a, b) => b[1] - a[1])
    .map(([verdict, count]) => `${verdict} ${count}`);
  const cost = s.usd === null ? 'cost unknown (no price in model.yaml)' : `${s.usd.toFixed(4)} US dollars`;
  const latency = s.latencyMs === null ? '' : `, p50 ${s.latencyMs.p50} ms, slowest ${s.latencyMs.max} ms`;
  return [
    `asked: ${asked}`,
    `  ${s.calls} calls for ${rows} messages, ${s.tokens} tokens, ${cost}${latency}`,
    `  ${verdicts.length === 0 ? 'nothing to judge' : verdicts.join(', ')}`,
  ].join('\n');
}
