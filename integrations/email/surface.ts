// E-mail: one thread an incident; a mail when it has come further, when somebody is called, and when it is over.
import { callOf } from '../../domain/notice/call';
import type { EmailSettings } from '../../domain/notice/surfaces';
import { isOver } from '../../domain/notice/told';
import { OpError } from '../../domain/op-error';
import type { Surface } from '../../domain/ports';
import { mailOf } from './message';
import { createSmtp } from './smtp';

const RECIPIENTS_MAX = 50;

/** @param userOf the mail address of a person, where one is known: whoever must decide gets the mail too */
export function createEmailSurface(
  settings: EmailSettings,
  options: { timeoutMs: number; userOf(personId: string): string | undefined },
): Surface {
  const smtp = createSmtp(settings.smtpUrl, options);
  const domain = settings.from.split('@').at(-1) ?? 'penstock';
  return {
    kind: 'email',
    async show(notice, mark) {
      const { incident } = notice;
      const common = notice.place === undefined ? settings.to : addressesOf(notice.place);
      const { asked, people } = callOf(notice, mark?.['asked']);
      const stage = [incident.status, ...[...incident.flags].sort()].join(' ');
      const first = `<${incident.id}@${domain}>`;
      const kept = { stage, asked, messageId: first };
      const quiet = isOver(incident) || (people.length === 0 && notice.progress.length === 0);
      if (mark?.['stage'] === stage && quiet) return kept;
      const called = people.flatMap((person) => options.userOf(person) ?? []).filter(isAddress);
      const { subject, text } = mailOf(mark === null ? { ...notice, progress: [] } : notice, people);
      await smtp.send({
        ...{ from: settings.from, subject, text },
        to: [...new Set([...common, ...called])].slice(0, RECIPIENTS_MAX),
        // The same news has the same ID, so that a mail sent twice is one to those who look.
        messageId: mark === null ? first : `<${incident.id}.${Date.parse(incident.updatedAt)}@${domain}>`,
        references: mark === null ? [] : [first],
      });
      return kept;
    },
  };
}

function addressesOf(place: string): string[] {
  const addresses = place.split(',').map((one) => one.trim());
  if (addresses.length <= RECIPIENTS_MAX && addresses.every(isAddress)) return addresses;
  throw new OpError('provider.rejected', {
    message: `"${place}" is no list of mail addresses; write them with commas`,
  });
}

/** No header can be smuggled in. */
function isAddress(text: string): boolean {
  return /^[^\s@,<>()[\]:;"\\]+@[^\s@,<>()[\]:;"\\]+$/.test(text);
}
