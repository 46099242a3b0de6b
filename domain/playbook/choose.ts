// Which playbook answers a diagnosis: the one that states the most of what fits.
import type { Provider } from '../connection-ref';
import type { Diagnosis } from '../diagnosis';
import type { Playbook, PlaybookMatch } from './playbook';

export interface PlaybookCase {
  provider: Provider;
  diagnosis: Pick<Diagnosis, 'class' | 'symptom' | 'action'>;
  replan: boolean;
}

/** The most specific fitting playbook; the first of equals, in file order. @throws when none fits at all. */
export function choosePlaybook(playbooks: Playbook[], subject: PlaybookCase): Playbook {
  const fitting = playbooks.filter((playbook) => fits(playbook.match, subject));
  const [best] = fitting.sort((a, b) => specificity(b.match) - specificity(a.match));
  if (!best) throw new Error('no playbook fits; config/playbooks needs one that matches everything');
  return best;
}

function fits(match: PlaybookMatch, { provider, diagnosis, replan }: PlaybookCase): boolean {
  return (
    (match.provider?.includes(provider) ?? true) &&
    (match.symptom?.includes(diagnosis.symptom) ?? true) &&
    (match.class?.includes(diagnosis.class) ?? true) &&
    (match.action?.includes(diagnosis.action) ?? true) &&
    (match.replan === undefined || match.replan === replan)
  );
}

/** What is seen outweighs its cause, and the cause outweighs the advice. */
function specificity(match: PlaybookMatch): number {
  return (
    (match.symptom ? 8 : 0) +
    (match.class ? 4 : 0) +
    (match.action ? 2 : 0) +
    (match.provider ? 1 : 0) +
    (match.replan === undefined ? 0 : 1)
  );
}
