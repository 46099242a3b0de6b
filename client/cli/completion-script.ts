// Shell functions that complete a command line without running anything: the tree is written into them.
import type { CompletionNode, CompletionOption } from './completion-tree';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** @param tree of our own words: nothing in it needs more than quotes */
export function completionScript(shell: Shell, tree: readonly CompletionNode[]): string {
  switch (shell) {
    case 'bash':
      return bash(tree);
    case 'zsh':
      return zsh(tree);
    case 'fish':
      return fish(tree);
  }
}

function bash(tree: readonly CompletionNode[]): string {
  return `# penstock completion for bash
_penstock() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" known="" i words=""
  for ((i = 1; i < COMP_CWORD; i++)); do
${walk(tree, '"${COMP_WORDS[i]}"')}
  done
  COMPREPLY=()
${choose(tree, 'COMPREPLY=($(compgen -f -- "$cur"))')}
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _penstock penstock
`;
}

function zsh(tree: readonly CompletionNode[]): string {
  return `#compdef penstock
# penstock completion for zsh
_penstock() {
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" at="" known="" i list=""
  for ((i = 2; i < CURRENT; i++)); do
${walk(tree, '"${words[i]}"')}
  done
${choose(tree, '_files').replaceAll(' words=', ' list=')}
  compadd -- \${=list}
}
compdef _penstock penstock
`;
}

/** Steps to the noun and verb that were typed so far; what is neither (IDs, values) is passed over. */
function walk(tree: readonly CompletionNode[], word: string): string {
  const paths = tree.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  return `    known="\${at:+$at }"${word}
    case "$known" in ${paths.join('|')}) at="$known" ;; esac`;
}

/** First what the option before asks for, then what may stand here. */
function choose(tree: readonly CompletionNode[], files: string): string {
  const asked = tree.flatMap(({ path, options }) =>
    options.flatMap(({ flags, takes }) => {
      const cases = flags.map((flag) => quoted(`${path}/${flag}`)).join('|');
      if (takes === 'nothing') return [];
      if (takes === 'file') return [`    ${cases}) ${files}; return ;;`];
      if (takes === 'text') return [`    ${cases}) return ;;`];
      return [`    ${cases}) words="${takes.join(' ')}" ;;`];
    }),
  );
  const here = tree.map((node) => `      ${quoted(node.path)}) words="${possible(node).join(' ')}" ;;`);
  return `  case "$at/$prev" in
${asked.join('\n')}
    *) case "$at" in
${here.join('\n')}
    esac ;;
  esac`;
}

function possible({ verbs, words, options }: CompletionNode): string[] {
  return [...verbs.map(({ name }) => name), ...words, ...options.flatMap(({ flags }) => flags)];
}

function fish(tree: readonly CompletionNode[]): string {
  const paths = tree.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  const lines = tree.flatMap((node) => {
    const when = `-n 'test "$(__penstock_at)" = ${doubled(node.path)}'`;
    return [
      ...node.verbs.map(({ name, about }) => `complete -c penstock ${when} -a ${name} -d ${quoted(about)}`),
      ...(node.words.length > 0 ? [`complete -c penstock ${when} -a ${quoted(node.words.join(' '))}`] : []),
      ...node.options.map((option) => `complete -c penstock ${when} ${fishOption(option)}`),
    ];
  });
  return `# penstock completion for fish
function __penstock_at
  set -l at ''
  for word in (commandline -opc)[2..]
    set -l known (string trim -- "$at $word")
    if contains -- "$known" ${paths.join(' ')}
      set at "$known"
    end
  end
  echo $at
end
complete -c penstock -f
${lines.join('\n')}
`;
}

function fishOption({ flags, about, takes }: CompletionOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value =
    takes === 'nothing'
      ? ''
      : takes === 'file'
        ? ' -r -F'
        : takes === 'text'
          ? ' -x'
          : ` -x -a ${quoted(takes.join(' '))}`;
  return `${names.join(' ')}${value} -d ${quoted(about)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}

function doubled(text: string): string {
  return `"${text}"`;
}
