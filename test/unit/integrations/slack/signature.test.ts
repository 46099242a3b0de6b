import fc from 'fast-check';
import { SLACK_REPLAY_MS_MAX, verifySlackRequest } from '../../../../integrations/slack/signature';

/** The worked example of docs.slack.dev, "Verifying requests from Slack". */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const TIMESTAMP = '1531420618';
const BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
  '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
  '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
  '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const SENT_MS = Number(TIMESTAMP) * 1000;

interface Changed {
  body?: string | Uint8Array;
  signature?: string | string[];
  timestamp?: string;
  secret?: string;
  afterMs?: number;
}

const verdict = ({ body = BODY, signature, timestamp, secret = SECRET, afterMs = 0 }: Changed) =>
  verifySlackRequest({
    rawBody: typeof body === 'string' ? Buffer.from(body) : body,
    headers: {
      'x-slack-signature': signature ?? SIGNATURE,
      'x-slack-request-timestamp': timestamp ?? TIMESTAMP,
    },
    signingSecret: secret,
    now: new Date(SENT_MS + afterMs),
  });

it("Slack's own example is verified, and its body handed on as it came", () => {
  expect(verdict({})).toEqual({ kind: 'verified', payload: BODY });
});

describe('a request', () => {
  it.each([
    ['five minutes old', SLACK_REPLAY_MS_MAX, 'verified'],
    ['older than five minutes', SLACK_REPLAY_MS_MAX + 1, 'stale'],
    ['from five minutes ahead', -SLACK_REPLAY_MS_MAX, 'verified'],
    ['from further ahead', -SLACK_REPLAY_MS_MAX - 1, 'stale'],
  ] as const)('%s is %s', (_, afterMs, kind) => {
    expect(verdict({ afterMs }).kind).toBe(kind);
    expect(SLACK_REPLAY_MS_MAX).toBe(300_000);
  });

  it.each<[string, Changed, string]>([
    ['with another secret', { secret: 'another' }, 'bad_signature'],
    ['replayed under a fresh time', { timestamp: '1531420999' }, 'bad_signature'],
    [
      'with the signature of an older scheme',
      { signature: SIGNATURE.replace('v0=', 'v1=') },
      'bad_signature',
    ],
    ['with the bare digest', { signature: SIGNATURE.slice(3) }, 'bad_signature'],
    ['with half a signature', { signature: SIGNATURE.slice(0, 20) }, 'bad_signature'],
    ['with two signatures', { signature: [SIGNATURE, SIGNATURE] }, 'unsigned'],
    ['without a signature', { signature: '' }, 'unsigned'],
    ['without a time', { timestamp: '' }, 'unsigned'],
    ['with a time that is none', { timestamp: '1531420618.5' }, 'malformed'],
    ['with a time before all times', { timestamp: '-1531420618' }, 'malformed'],
  ])('%s is not verified', (_, changed, kind) => {
    expect(verdict(changed).kind).toBe(kind);
  });

  it('too old and badly signed is told only that it is badly signed', () => {
    expect(verdict({ secret: 'another', afterMs: 3_600_000 }).kind).toBe('bad_signature');
  });

  it('of which one byte differs is not verified', () => {
    const bytes = Buffer.from(BODY);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ change;
        expect(verdict({ body: other }).kind).toBe('bad_signature');
      }),
    );
  });
});
