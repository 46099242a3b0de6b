import { identifierWords } from '../../../../domain/classification/identifier-words';
import { ruleText } from '../../../../domain/classification/message-facts';
import { withoutNoise } from '../../../../domain/classification/without-noise';

describe('the text that rules read', () => {
  it('holds no stack frames: names of classes and methods say nothing of the cause', () => {
    const trace =
      'Disk is full\n\tat io.acme.PermissionFilter.denied(PermissionFilter.java:12) ~[acme.jar:?]\nend';
    expect(withoutNoise(trace)).not.toMatch(/permission|denied/i);
    expect(withoutNoise(trace)).toMatch(/^Disk is full[\s\S]*end$/);
  });

  it('holds no logger names and clock times', () => {
    const line = '2026-01-02 03:04:05 ERROR i.a.w.g.ScopeWorker(run):169 - socket closed';
    expect(withoutNoise(line).replace(/\s+/g, ' ')).toBe(' ERROR - socket closed');
  });

  it('has plain quotes and real line ends', () => {
    expect(withoutNoise('couldn’t read “x”\\nnext \\"y\\"')).toBe('couldn\'t read "x"\nnext "y"');
  });

  it('reads codes as words as well', () => {
    expect(identifierWords('RequestThrottled, NOT_LEADER_FOR_PARTITION, plain words')).toBe(
      'Request Throttled\nNOT LEADER FOR PARTITION',
    );
    expect(ruleText('ClosedChannelException')).toBe('ClosedChannelException\nClosed Channel Exception');
  });

  it('does not read the name of a programming fault as words: an illegal argument is no argument', () => {
    expect(identifierWords('java.lang.IllegalArgumentException, InternalError')).toBe('');
  });

  it('stays bounded however many codes there are', () => {
    const many = Array.from(
      { length: 5000 },
      (_, i) => `Code${'ABCDEFGH'.charAt(i % 8)}x${i}y SomeCodeHere`,
    ).join(' ');
    expect(ruleText(many).length).toBeLessThan(12_000);
  });
});
