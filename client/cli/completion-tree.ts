// The command line as a shell must know it: which words may follow which, read from the commands themselves.
import type { Command, Option } from 'commander';

export interface CompletionOption {
  /** `--output`, and `-o` where there is one. */
  flags: string[];
  about: string;
  /** Words that it takes; `file` = a path, `text` = something only the person knows, `nothing` = a switch. */
  takes: string[] | 'file' | 'text' | 'nothing';
}

export interface CompletionNode {
  /** `incident list`; empty for penstock itself. */
  path: string;
  verbs: { name: string; about: string }[];
  options: CompletionOption[];
  /** Words that its first argument may be; empty where only the person knows. */
  words: string[];
}

/** Penstock itself first, then every noun and verb. */
export function completionTree(command: Command, path = ''): CompletionNode[] {
  const here: CompletionNode = {
    path,
    verbs: command.commands.map((one) => ({ name: one.name(), about: one.description() })),
    options: [...command.options.map(asOption), { flags: ['--help'], about: 'help', takes: 'nothing' }],
    words: command.registeredArguments.at(-1)?.argChoices ?? [],
  };
  const below = command.commands.flatMap((one) => completionTree(one, `${path} ${one.name()}`.trim()));
  return [here, ...below];
}

function asOption(option: Option): CompletionOption {
  return {
    flags: [option.long, option.short].filter((flag) => flag !== undefined && flag !== null),
    about: option.description,
    takes: takenBy(option),
  };
}

function takenBy({ argChoices, required, optional, flags }: Option): CompletionOption['takes'] {
  if (argChoices) return argChoices;
  if (!required && !optional) return 'nothing';
  return /<(file|folder)>/.test(flags) ? 'file' : 'text';
}
