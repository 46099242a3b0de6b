// Completion knows every verb, option and choice, because it is read from the commands; bash itself says so.
import { execFileSync, spawnSync } from 'node:child_process';
import { penstock } from './terminal';

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

/** What bash offers for the last of these words. */
function offered(script: string, ...words: string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const program = `${script}\ncomplete -p penstock >&2\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}\n_penstock\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter((word) => word !== '');
}

describe('penstock completion', () => {
  it('tells in its help where to put the script, and refuses a shell that it does not know', async () => {
    const help = await penstock(['completion', '--help']);
    for (const shell of ['bash', 'zsh', 'fish']) expect(help.out).toContain(`penstock completion ${shell}`);
    expect(await penstock(['completion', 'tcsh'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('bash, zsh, fish'),
    });
  });

  it.each(['zsh', 'fish'])('knows nouns, verbs, options and choices in %s', async (shell) => {
    const { out, code } = await penstock(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['incident list', 'dry-run', 'automate', 'table json yaml'])
      expect(out).toContain(word);
  });

  (hasBash ? describe : describe.skip)('in bash', () => {
    let script: string;
    beforeAll(async () => {
      script = (await penstock(['completion', 'bash'])).out;
    });

    it('offers nouns, then the verbs of the noun, then the options of the verb', () => {
      expect(offered(script, 'penstock', 'inc')).toEqual(['incident']);
      expect(offered(script, 'penstock', 'incident', 're')).toEqual(
        expect.arrayContaining(['report', 'retry', 'release']),
      );
      expect(offered(script, 'penstock', 'incident', 'close', 'inc-1', '--d')).toEqual([
        '--direct',
        '--dry-run',
      ]);
      expect(offered(script, 'penstock', 'incident', 'close', '--st')).toEqual([]);
    });

    it('offers the words that an option or argument takes, and nothing where only the person knows', () => {
      expect(offered(script, 'penstock', 'incident', 'list', '-o', '')).toEqual(['table', 'json', 'yaml']);
      expect(offered(script, 'penstock', 'mode', 'set', 'aut')).toEqual(['automate']);
      expect(offered(script, 'penstock', 'kill', 'on', '--provider', 'f')).toEqual(['fivetran']);
      expect(offered(script, 'penstock', 'kill', 'on', '--reason', '')).toEqual([]);
    });

    it('offers files where a file is meant', () => {
      expect(offered(script, 'penstock', 'audit', 'verify', '--file', 'package.js')).toEqual([
        'package.json',
      ]);
    });
  });
});
