// `*` in configuration stands for any characters.

/** True when the text fits the pattern; linear in the length of the text. */
export function fitsGlob(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (!text.startsWith(head)) return false;
  const tail = rest.pop();
  if (tail === undefined) return text === pattern;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= tail.length && text.endsWith(tail);
}
