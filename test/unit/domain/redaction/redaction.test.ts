import fc from 'fast-check';
import { findings, redact } from '../../../../domain/redaction';

// Built from parts, so that no scanner takes this file for a leak.
const KEY_BLOCK = ['-----BEGIN RSA PRIVATE', ' KEY-----\nMIIEow\n-----END RSA PRIVATE', ' KEY-----'].join('');
const AWS_KEY = `AKIA${'IOSFODNN7EXAMPLE'}`;
const JWT = `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`;

describe('redaction', () => {
  it.each([
    ['an e-mail address', 'mail jane.doe@example.com now', 'mail [email:b7df] now'],
    ['a password in a DSN', 'postgres://loader:p4ss%21@db:5432/x', 'postgres://loader:[secret]@db:5432/x'],
    ['a password by name', 'password=hunter2 host=db', 'password=[secret] host=db'],
    ['a password in JSON', '{"password": "hunter two", "a": 1}', '{"password": "[secret]", "a": 1}'],
    ['a password in JSON within JSON', '{\\"api_key\\":\\"abcd12\\"}', '{\\"api_key\\":\\"[secret]\\"}'],
    ['a bearer token', 'Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [token]'],
    ['a JWT', `got ${JWT} back`, 'got [token] back'],
    ['an AWS key', `key ${AWS_KEY} is old`, 'key [key] is old'],
    ['a private key', `${KEY_BLOCK} end`, '[private key] end'],
    ['a private key whose end was cut off', KEY_BLOCK.slice(0, 45), '[private key]'],
    ['a long random token after its name', 'token EAAGm0PX4ZCpsBAKZCZ1 bad', 'token [key] bad'],
    ['a quoted one', 'the key "EAAGm0PX4ZCpsBAKZCZ1" is bad', 'the key "[key]" is bad'],
    ['a card number', 'card 4111 1111 1111 1111.', 'card [card:dbe3].'],
  ])('replaces %s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'password authentication failed for user "reporting"',
    'token: expired',
    'job 1732145678901234 of run 20261120',
    'relation "sales.orders" does not exist in driver 12.4.2.0',
    'password: null',
    'Retry after 30 seconds, 2026-11-20T12:00:00Z',
  ])('leaves readable what is no secret: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('finds addresses that follow each other with only a sign between them', () => {
    for (const text of ['a@b.co-a@b.co', 'x@y.org.z@q.net', 'a@b.co-c@d.co+e@f.co'])
      expect(redact(text)).toMatch(/^\[email:\w+\]$/);
  });

  it('keeps two mentions of one person one, whatever the spelling, and two persons two', () => {
    const safe = redact(
      'a.b@example.com wrote A.B@Example.com and c@example.com; +49 30 1234567 is +49301234567',
    );
    const [first, again, other, phone, same] = safe.match(/\[[^\]]+\]/g) ?? [];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(same).toBe(phone);
    expect(redact('a.b@example.com', 'our own key')).not.toBe(first);
  });

  it('changes nothing more the second time', () => {
    const secretish = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'password=',
        'token: ',
        '"secret":"',
        'bearer ',
        'a@b.co',
        'x://u:',
        '@',
        AWS_KEY,
        '[secret]',
      ),
    );
    fc.assert(
      fc.property(fc.array(secretish, { maxLength: 12 }), (parts) => {
        const once = redact(parts.join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('names each find by its place in the text as it was given', () => {
    const text = 'mail a@b.co, password=hunter2';
    expect(findings(text).map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
      ['email', 'a@b.co'],
      ['secret', 'hunter2'],
    ]);
  });

  it.each([
    'a',
    'a.',
    'a@',
    'http://',
    'x://:',
    'token=',
    "secret='",
    'eyJaaaaaaaaa.',
    'bearer ',
    '1 ',
    '1.',
    'a:',
    '+1',
    '123-45-',
    'DE89 ',
    'aA1',
    'aA1/',
    'AKIA',
    ['-----BEGIN PRIVATE', ' KEY-----'].join(''),
  ])('takes time in proportion to the text, however hostile: a megabyte of %j', (unit) => {
    const started = performance.now();
    redact(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
