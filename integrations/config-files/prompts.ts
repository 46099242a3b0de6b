// A versioned prompt: config/prompts/<name>/<version>.md, front matter between `---` lines, then `# System` and `# User`.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { PLACEHOLDER, SYSTEM_PLACEHOLDERS, USER_PLACEHOLDERS, type Prompt } from '../../domain/model/prompt';
import { PromptFrontMatterSchema } from '../../domain/model/prompt.schema';
import { ConfigFileError } from './config-file-error';
import { didYouMean } from './did-you-mean';

/** @throws ConfigFileError naming every mistake with its line. */
export async function loadPrompt(folder: string, name: string, version: number): Promise<Prompt> {
  const path = join('prompts', name, `${version}.md`);
  const label = join(basename(folder), path);
  let text: string;
  try {
    text = await readFile(join(folder, path), 'utf8');
  } catch {
    throw new ConfigFileError([`${label} cannot be read`]);
  }
  const file = PARTS.exec(text.replaceAll('\r\n', '\n'));
  const { front = '', system = '', user = '' } = file?.groups ?? {};
  if (!file)
    throw new ConfigFileError([
      `${label}:1 needs front matter between lines of ---, then "# System", then "# User"`,
    ]);
  const { meta, mistakes } = frontMatter(front, label, version);
  mistakes.push(
    ...placeholderMistakes(`${label} # System`, system, SYSTEM_PLACEHOLDERS, []),
    ...placeholderMistakes(`${label} # User`, user, USER_PLACEHOLDERS, USER_PLACEHOLDERS),
  );
  if (!MARKED_EVIDENCE.test(user))
    mistakes.push(`${label} # User: {{boundary}} must stand before and after {{evidence}}`);
  if (!meta || mistakes.length > 0) throw new ConfigFileError(mistakes);
  return { ...meta, name, system: system.trim(), user: user.trim() };
}

/** The second mark closes what the first opens. */
const MARKED_EVIDENCE = /\{\{boundary\}\}\s{1,9}\{\{evidence\}\}\s{1,9}\{\{boundary\}\}/;
const PARTS = /^---\n(?<front>[\s\S]*?)\n---\n\s*# System\n(?<system>[\s\S]*?)\n# User\n(?<user>[\s\S]*)$/;

function frontMatter(front: string, label: string, version: number) {
  const mistakes: string[] = [];
  const lines = new LineCounter();
  const document = parseDocument(front, { lineCounter: lines, prettyErrors: false });
  for (const { pos, message } of document.errors) {
    // The front matter begins on the second line of the file.
    const { line, col } = lines.linePos(pos[0]);
    mistakes.push(`${label}:${line + 1}:${col} ${message.split('\n')[0] ?? 'is not YAML'}`);
  }
  if (mistakes.length > 0) return { meta: null, mistakes };
  const checked = PromptFrontMatterSchema.safeParse(document.toJS());
  if (!checked.success)
    return {
      meta: null,
      mistakes: checked.error.issues.map(
        ({ path, message }) =>
          `${label} front matter ${path.map(String).join('.') || 'as a whole'}: ${message}`,
      ),
    };
  const meta = checked.data;
  if (meta.version !== version)
    mistakes.push(`${label} front matter version: is ${meta.version}, the file is named ${version}`);
  if (!meta.changelog.some((entry) => entry.version === version))
    mistakes.push(`${label} front matter changelog: says nothing of version ${version}`);
  return { meta, mistakes };
}

function placeholderMistakes(
  place: string,
  text: string,
  known: readonly string[],
  needed: readonly string[],
): string[] {
  const used = new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
  const unknown = [...used].filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => {
      const meant = didYouMean(name, [...known]);
      return `${place}: unknown {{${name}}}${meant === undefined ? '' : ` (did you mean {{${meant}}}?)`}`;
    }),
    ...needed.filter((name) => !used.has(name)).map((name) => `${place}: {{${name}}} is missing`),
  ];
}
