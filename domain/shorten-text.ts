// Shortens a long message so that its beginning (what failed) and its end (the root cause of a chain) both stay.

/** Says how many characters are missing; the result is never longer than `charsMax`. */
export function shortenMiddle(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  // The marker's own length depends on the number it names; text.length bounds that number.
  const room = Math.max(0, charsMax - marker(text.length).length);
  const head = withoutHalfPair(text.slice(0, Math.ceil(room * 0.6)));
  const tail = withoutHalfPair(text.slice(text.length - Math.floor(room * 0.4)));
  return `${head}${marker(text.length - head.length - tail.length)}${tail}`;
}

function marker(charsCut: number): string {
  return ` […${charsCut} characters cut…] `;
}

/** A cut through a surrogate pair would leave half a character, which is no valid UTF-8 any more. */
function withoutHalfPair(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}
