// What an HTTP answer or a lost one means, for reads and for writes, and what its message may show.
import { answerError, codeForStatus, transportOpError } from '../../../../integrations/http/answer-error';
import { secretFreeExcerpt } from '../../../../integrations/http/secret-free';
import { TransportError, transportErrorFrom } from '../../../../integrations/http/transport-error';

describe('codeForStatus', () => {
  it.each([
    [401, 'provider.unauthorized', 'provider.unauthorized'],
    [402, 'provider.forbidden', 'provider.forbidden'],
    [403, 'provider.forbidden', 'provider.forbidden'],
    [404, 'provider.not_found', 'provider.not_found'],
    [409, 'provider.conflict', 'provider.conflict'],
    [422, 'provider.rejected', 'provider.rejected'],
    [429, 'provider.rate_limited', 'provider.rate_limited'],
    [302, 'provider.invalid_answer', 'provider.rejected'],
    [408, 'provider.server_error', 'provider.outcome_unknown'],
    [500, 'provider.server_error', 'provider.outcome_unknown'],
    [501, 'provider.not_supported', 'provider.not_supported'],
    [503, 'provider.server_error', 'provider.outcome_unknown'],
  ])('takes %i for %s on a read and %s on a write', (status, read, write) => {
    expect([codeForStatus(status, 'read'), codeForStatus(status, 'write')]).toEqual([read, write]);
  });
});

describe('transportOpError', () => {
  it('calls a write certain only when it was never sent', () => {
    const codes = (['not_sent', 'timed_out', 'interrupted', 'oversized'] as const).map(
      (fault) => transportOpError('POST /x', 'write', new TransportError(fault, 'X')).code,
    );
    expect(codes).toEqual([
      'provider.unreachable',
      'provider.outcome_unknown',
      'provider.outcome_unknown',
      'provider.outcome_unknown',
    ]);
  });

  it('lets every lost read be repeated', () => {
    for (const fault of ['not_sent', 'timed_out', 'interrupted'] as const) {
      expect(transportOpError('GET /x', 'read', new TransportError(fault, 'X')).code).toBe(
        'provider.unreachable',
      );
    }
  });
});

describe('transportErrorFrom', () => {
  const error = (fields: object) => Object.assign(new Error('secret-bearing text'), fields);

  it.each([
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'not_sent'],
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'not_sent'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'not_sent'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'not_sent'],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'interrupted'],
    [{ code: 'EHOSTUNREACH', syscall: 'read' }, 'interrupted'],
    [{ code: 'UND_ERR_SOCKET' }, 'interrupted'],
    [{ name: 'TimeoutError' }, 'timed_out'],
  ])('reads %p as %s', (fields, fault) => {
    expect(transportErrorFrom(error(fields)).fault).toBe(fault);
  });

  it('sees through the one error for several refused addresses', () => {
    const refused = error({ code: 'ECONNREFUSED', syscall: 'connect' });
    expect(transportErrorFrom(new AggregateError([refused, refused])).fault).toBe('not_sent');
  });

  it('repeats no text of the underlying error', () => {
    expect(transportErrorFrom(error({ code: 'ECONNRESET' })).message).not.toContain('secret');
  });
});

describe('messages', () => {
  it('carry neither our credentials nor an echoed Authorization value', () => {
    const echoed =
      'bad key s3cr3t-value in Authorization: Basic dXNlcjpwYXNzd29yZA== and Bearer eyJhbGciOi.J9';
    const safe = secretFreeExcerpt(echoed, ['s3cr3t-value']);
    expect(safe).toBe('bad key [secret] in Authorization: Basic [secret] and Bearer [secret]');
  });

  it('are short, whatever the provider answers', () => {
    expect(secretFreeExcerpt('x'.repeat(100_000), []).length).toBe(300);
  });

  it('pass on the wait that the server asked for', () => {
    const answer = { status: 429, headers: { 'retry-after': '7' }, text: '' };
    const error = answerError('GET /x', 'read', answer, { reason: 'slow down' }, new Date());
    expect([error.code, error.retryAfterMs, error.message]).toEqual([
      'provider.rate_limited',
      7000,
      'GET /x was answered 429: slow down',
    ]);
  });
});
