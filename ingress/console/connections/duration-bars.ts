// How long the last runs took, as bars that say it in words too.
import { html, type Html } from '../html';
import { span } from '../words';

const BAR_WIDTH = 6;
const HEIGHT = 24;

/** @param durationsMs newest first */
export function durationBars(durationsMs: readonly number[]): Html | null {
  if (durationsMs.length === 0) return null;
  const inOrder = [...durationsMs].reverse();
  const longest = Math.max(...inOrder, 1);
  const bars = inOrder.map((ms, index) => {
    const height = Math.max(Math.round((HEIGHT * ms) / longest), 1);
    return html`<rect x="${index * BAR_WIDTH}" y="${HEIGHT - height}" width="4" height="${height}" />`;
  });
  const width = inOrder.length * BAR_WIDTH;
  return html`<svg
      class="bars"
      role="img"
      aria-label="The last runs took ${inOrder.map(span).join(', ')}"
      viewBox="0 0 ${width} ${HEIGHT}"
      width="${width}"
      height="${HEIGHT}"
    >
      ${bars}</svg
    ><br /><span class="dim">last ${span(durationsMs[0] ?? 0)}</span>`;
}
