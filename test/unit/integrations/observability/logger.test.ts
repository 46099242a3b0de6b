import { createLogger } from '../../../../integrations/observability/logger';

function capture() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ level: 'info', name: 'worker', destination });
  return { logger, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

describe('the logger', () => {
  it('writes events with fields, level and time in words', () => {
    const { logger, read } = capture();
    logger.info({ incidentId: 'inc-1' }, 'incident.classified');
    logger.debug('incident.ignored');
    expect(read()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        name: 'worker',
        incidentId: 'inc-1',
        msg: 'incident.classified',
      },
    ]);
  });

  it('lets no secret through: in fields, keys that say so, nested errors, children or the message', () => {
    const { logger, read } = capture();
    const cause = new Error('postgresql://user:hunter2hunter2@db/x refused');
    logger.error(
      { err: new Error('failed', { cause }), config: { password: 'hunter2hunter2' } },
      'store.failed',
    );
    logger.child({ url: 'https://u:hunter2hunter2@host/' }).info('password=hunter2hunter2');
    expect(read()).toHaveLength(2);
    expect(JSON.stringify(read())).not.toContain('hunter2');
  });

  it('writes one line of JSON even where redaction would break it', () => {
    const { logger, read } = capture();
    logger.info({ card: 4111111111111111, at: 5 }, 'card.seen');
    const cut = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQ';
    logger.info({ text: cut, password: 'hunter2', nested: [{ text: 'fine' }] }, 'key.seen');
    expect(read()).toEqual([
      expect.objectContaining({
        card: expect.stringMatching(/^\[card:[0-9a-f]{4}\]$/),
        at: 5,
        msg: 'card.seen',
      }),
      expect.objectContaining({
        text: '[private key]',
        password: '[secret]',
        nested: [{ text: 'fine' }],
        msg: 'key.seen',
      }),
    ]);
  });
});
