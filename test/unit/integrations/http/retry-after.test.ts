// Waits asked for by servers: read in both forms, bounded on both sides, never guessed.
import { LIMITS } from '../../../../domain/limits';
import { parseRetryAfterMs } from '../../../../integrations/http/retry-after';

const now = new Date('2026-08-01T12:00:00Z');

describe('parseRetryAfterMs', () => {
  it('reads whole seconds, the form that Fivetran documents', () => {
    expect(parseRetryAfterMs('3600', now)).toBe(3_600_000);
    expect(parseRetryAfterMs(' 5 ', now)).toBe(5000);
  });

  it('reads an HTTP date relative to the given clock', () => {
    expect(parseRetryAfterMs('Sat, 01 Aug 2026 12:01:30 GMT', now)).toBe(90_000);
    expect(parseRetryAfterMs('Saturday, 01-Aug-26 12:01:30 GMT', now)).toBe(90_000);
    expect(parseRetryAfterMs('Sat Aug  1 12:01:30 2026', now)).toBe(90_000);
  });

  it('never waits less than the minimum: a delay of zero fails a Temporal activity', () => {
    expect(parseRetryAfterMs('0', now)).toBe(LIMITS.retryDelayMsMin);
    expect(parseRetryAfterMs('Sat, 01 Aug 2020 12:00:00 GMT', now)).toBe(LIMITS.retryDelayMsMin);
  });

  it('takes an absurdly long wait for the longest we accept', () => {
    expect(parseRetryAfterMs('99999999999', now)).toBe(LIMITS.retryAfterMsMax);
  });

  it.each([undefined, '', 'soon', '-5', 'foo 1', '1e3', '12 apples'])('says nothing for %p', (value) => {
    expect(parseRetryAfterMs(value, now)).toBeUndefined();
  });
});
