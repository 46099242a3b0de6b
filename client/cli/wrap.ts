// Text that fits the terminal.
const WIDTH = 80;

/** Breaks at spaces; every line starts with `indent`. Control characters become spaces: provider texts are untrusted. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (indent.length + next.length > WIDTH && line !== '') {
      lines.push(indent + line);
      line = word;
    } else line = next;
  }
  lines.push(indent + line);
  return lines.join('\n');
}
