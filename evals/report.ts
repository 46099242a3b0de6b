// A score for people: figures, classes with what they were taken for, bands.
import type { Score } from './score';

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
  return [
    `${name}: ${s.rows} messages`,
    `  strict ${figure(s.strict)}  lenient ${figure(s.lenient)}  macro F1 ${figure(s.macroF1)}  action ${figure(s.action)}  calibration error ${figure(s.calibrationError)}`,
    'recall by class',
    ...classes,
    'precision by band (label or second label)',
    ...bands,
  ].join('\n');
}
