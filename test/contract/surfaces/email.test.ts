// E-mail over SMTP: one thread an incident, nothing smuggled into headers, every refusal told as what it proves.
import { createEmailSurface } from '../../../integrations/email/surface';
import { startMailSink, type MailFault, type MailSink } from '../../../simulators/chat/mail-sink';
import { ID, aLine, aNotice, anIncident, resolved } from './an-incident';

let sink: MailSink;
beforeEach(async () => void (sink = await startMailSink()));
afterEach(() => sink.close());

const userOf = (person: string) => `${person}@example.com`;
const surface = (credentials = '') =>
  createEmailSurface(
    {
      smtpUrl: `smtp://${credentials}127.0.0.1:${sink.port}`,
      ...{ from: 'penstock@example.com', to: ['data-team@example.com'] },
    },
    { timeoutMs: 2000, userOf },
  );

it('sends one mail for the first look, and later ones into its thread', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: resolved(), progress: [aLine('verified')] }), mark, false);
  const [first, last] = sink.mails;
  expect(sink.mails).toHaveLength(2);
  expect(first?.headers['message-id']).toBe(`<${ID}@example.com>`);
  expect(last?.headers['in-reply-to']).toBe(`<${ID}@example.com>`);
  expect(first?.headers['auto-submitted']).toBe('auto-generated');
  expect(first?.text).toMatch(
    /Waiting for two approvals.*What is wrong.*Proposed\n- 1\. read everything again/s,
  );
  expect(last?.text).toMatch(/^Resolved \(verified\).*What happened\n- verified/s);
});

it('says nothing again while nothing has happened', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(
    aNotice({ incident: anIncident({ updatedAt: '2026-11-20T11:00:00.000Z' }) }),
    mark,
    false,
  );
  expect(sink.mails).toHaveLength(1);
});

it('writes to those whose decision it is as well, and says so', async () => {
  await surface().show(aNotice({ mention: ['alice', 'bob'] }), null, false);
  expect(sink.mails[0]?.to).toEqual(['data-team@example.com', 'alice@example.com', 'bob@example.com']);
  expect(sink.mails[0]?.text).toMatch(/^A decision is awaited from alice, bob\./);
});

it('repeats a mail whose answer was lost under the same Message-ID', async () => {
  sink.fault({ at: 'END', hangUp: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.outcome_unknown',
  });
  await surface().show(aNotice(), null, true);
  expect(new Set(sink.mails.map(({ headers }) => headers['message-id'])).size).toBe(1);
});

it.each<[string, MailFault, string]>([
  ['a busy server', { at: 'MAIL', reply: '451 4.7.1 try again later' }, 'provider.rate_limited'],
  ['an unknown recipient', { at: 'RCPT', reply: '550 5.1.1 no such user' }, 'provider.rejected'],
  ['a refused text', { at: 'DATA', reply: '554 5.7.1 not wanted' }, 'provider.rejected'],
])('tells %s as %s', async (_what, fault, code) => {
  sink.fault(fault);
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({ code });
});

it('knows that nothing was sent when nobody is there', async () => {
  await sink.close();
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.unreachable',
  });
  sink = await startMailSink();
});

it('never sends credentials over a line that anybody can read', async () => {
  const error: unknown = await surface('user:a-mail-password@')
    .show(aNotice(), null, false)
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'provider.unreachable' });
  expect(String(error)).not.toContain('a-mail-password');
  expect(sink.mails).toEqual([]);
});

it('lets nobody add recipients or headers through a place or a name', async () => {
  for (const place of ['a@b.c, d', 'a@b.c\r\nBcc: x@y.z', '"x" <a@b.c>'])
    await expect(surface().show(aNotice({ place }), null, false)).rejects.toMatchObject({
      code: 'provider.rejected',
    });
  const { connection } = anIncident();
  const named = anIncident({
    connection: { ...connection, name: 'x\r\nBcc: evil@example.com\r\n\r\nhello' },
  });
  await surface().show(aNotice({ incident: named }), null, false);
  expect(sink.mails[0]?.to).toEqual(['data-team@example.com']);
  expect(sink.mails[0]?.headers).not.toHaveProperty('bcc');
});
