// `penstock completion bash|zsh|fish`: the script that lets a shell complete verbs, options and their words.
import { Argument, type Command } from 'commander';
import type { CliContext } from './context';
import { SHELLS, completionScript, type Shell } from './completion-script';
import { completionTree } from './completion-tree';

/** Reads the whole program when it runs, so that no verb is left out. */
export function addCompletion(program: Command, { io }: CliContext): void {
  program
    .command('completion')
    .description('a script for your shell, so that Tab completes verbs, options and their words')
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS))
    .addHelpText('after', HOW)
    .action((shell: Shell) => io.out(completionScript(shell, completionTree(program))));
}

const HOW = `
bash  source <(penstock completion bash)            # in ~/.bashrc
zsh   source <(penstock completion zsh)             # in ~/.zshrc, after compinit
fish  penstock completion fish > ~/.config/fish/completions/penstock.fish

It completes the word "penstock": \`npm link\` in the checkout puts it on your PATH, or say
alias penstock="node $PWD/bin/penstock.js" there. Make it anew after an upgrade.`;
