import { fingerprintOf } from '../../../../domain/memory/fingerprint';

/** Two tellings of one failure, as they differ from day to day. */
const SAME: [string, string, string][] = [
  [
    'request IDs',
    'Quota exceeded, request 7f3c1a90-2b1d-4f7e-9a51-0c4b6f2d8e11',
    'Quota exceeded, request 00000000-1111-4222-8333-444455556666',
  ],
  ['times', 'Failed at 2026-11-20T10:15:00.123Z: timeout', 'Failed at 2026-11-21 08:00:01 UTC: timeout'],
  [
    'counts and durations',
    'Timed out after 3600 seconds, 12 of 90 rows',
    'Timed out after 75.5 seconds, 1 of 3 rows',
  ],
  ['paths', 'cannot open /var/data/a/b.csv', 'cannot open /tmp/x/y/z.json'],
  [
    'addresses',
    'GET https://api.example.com/v1/orders?page=2 failed',
    'GET https://api.example.com/v2/x failed',
  ],
  ['people', 'user ada@example.com lacks access', 'user grace@example.org lacks access'],
  [
    'frames of Java',
    'java.lang.RuntimeException: boom\n  at com.acme.Foo.run(Foo.java:12)\n  at com.acme.Bar.run(Bar.java:9)',
    'java.lang.RuntimeException: boom\n  at com.acme.Foo.run(Foo.java:17)',
  ],
  [
    'frames of Python',
    'Traceback (most recent call last):\n  File "/app/a.py", line 3, in <module>\n    run()\nValueError: boom',
    'Traceback (most recent call last):\n  File "/srv/b.py", line 99, in main\n    other()\nValueError: boom',
  ],
  [
    'frames of JavaScript',
    'Error: boom\n    at run (/app/a.js:1:2)',
    'Error: boom\n    at go (/srv/b.js:30:4)',
  ],
  ['colours', '\u001b[31mboom happened\u001b[0m', 'boom happened'],
  ['case and blanks', 'Connection   Refused\n\n', 'connection refused'],
];

describe('the fingerprint of a failure', () => {
  it.each(SAME)('does not depend on %s', (_, one, other) => {
    expect(fingerprintOf(one)).toBe(fingerprintOf(other));
    expect(fingerprintOf(one)).not.toBe('');
  });

  it.each([
    ['permission denied for table orders', 'permission denied for schema sales'],
    ['connection refused', 'connection reset by peer'],
    ['column "region" does not exist', 'column "country" does not exist'],
  ])('tells %s from %s', (one, other) => {
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
  });

  it('is empty where nothing but noise is left, so that such messages are not taken for each other', () => {
    for (const message of [
      '',
      '   ',
      '12345',
      '7f3c1a90-2b1d-4f7e-9a51-0c4b6f2d8e11',
      '2026-11-20T10:15:00Z',
    ])
      expect(fingerprintOf(message)).toBe('');
  });

  it('holds no secret and no person', () => {
    const text = fingerprintOf(
      'login of ada@example.com failed: postgres://u:hunter2hunter2@db.example.com/x password=Tr0ub4dor&3',
    );
    expect(text).not.toMatch(/ada|hunter2|Tr0ub4dor/i);
  });

  it('is short and quick whatever the message', () => {
    const hostile = [
      '/a'.repeat(50_000),
      '1'.repeat(100_000),
      'a1'.repeat(50_000),
      '[a '.repeat(30_000),
      'x\n'.repeat(50_000),
    ];
    const began = performance.now();
    for (const message of hostile) expect(fingerprintOf(message).length).toBeLessThanOrEqual(400);
    // A guard against backtracking, three orders of magnitude above what it takes.
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
