import { callOf } from '../../../../domain/notice/call';
import { cutText, plainText } from '../../../../domain/notice/plain-text';
import { endingOf, factsOf, linksOf, titleOf } from '../../../../domain/notice/told';
import { diagnosisLines } from '../../../../domain/notice/told-diagnosis';
import { approvalLines, planLines } from '../../../../domain/notice/told-plan';
import { HOSTILE, aLine, aNotice, anIncident, resolved } from '../../../contract/surfaces/an-incident';

describe('words of others', () => {
  it('keep no terminal escape, no direction mark and no line break', () => {
    expect(plainText('a\u001b[31mb\r\nc\u2028d\u202ee\u200bf\u0007')).toBe('a [31mb c def');
  });

  it('are cut without leaving half a character', () => {
    expect(cutText('ab😀cd', 4)).toBe('ab…');
    expect(cutText('abcd', 4)).toBe('abcd');
  });

  it('stand on one line wherever an incident is told', () => {
    const told = [titleOf(anIncident()), ...diagnosisLines(anIncident()), ...planLines(anIncident())];
    expect(HOSTILE).toMatch(/\u001b/);
    expect(told.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

it('says the severity in words, and at the end the outcome', () => {
  expect(titleOf(anIncident())).toBe('[HIGH] salesforce_prod → snowflake: failed (authentication)');
  expect(titleOf(resolved())).toMatch(/^\[RESOLVED\]/);
});

it('says what a step destroys before it is approved', () => {
  expect(planLines(anIncident())[0]).toMatch(
    /read everything again.*destroys changes made only in the destination/,
  );
});

it('says who has approved, who may, and until when', () => {
  expect(approvalLines(anIncident()).join('\n')).toMatch(
    /Approvals: 0 of 2.*Who may decide: alice, bob.*Expires/s,
  );
});

it('says for whom somebody voted, and that somebody approved alone', () => {
  const { approval } = anIncident();
  if (!approval) throw new Error('no approval');
  const at = '2026-11-20T10:10:00.000Z';
  const votes = [{ by: 'dave', onBehalfOf: 'alice', decision: 'approve' as const, at }];
  const bypass = { by: 'carol', reason: 'board report at noon', until: '2026-11-20T12:00:00.000Z' };
  const said = approvalLines(anIncident({ approval: { ...approval, votes, bypass } }));
  expect(said).toContain('Approvals: 1 of 2 (dave for alice)');
  expect(said).toContain('Break-glass by carol until 2026-11-20T12:00:00.000Z: board report at noon');
});

it('tells how it ended with its proof, and nothing while it goes on', () => {
  expect(endingOf(anIncident())).toEqual([]);
  expect(endingOf(resolved())[1]).toBe('Proof: sync 42 succeeded');
});

it('links to web addresses alone', () => {
  const links = { console: 'javascript:alert(1)', temporal: null, provider: 'https://fivetran.com/x' };
  expect(linksOf(anIncident({ links })).map(({ url }) => url)).toEqual(['https://fivetran.com/x']);
});

it('has facts before there is a diagnosis', () => {
  const facts = factsOf(anIncident({ diagnosis: null, plan: null, approval: null }));
  expect(facts.find(({ label }) => label === 'Class')?.value).toBe('not yet known');
});

describe('people whose decision it is', () => {
  const mention = ['alice', 'bob'];

  it('are called once for a plan, whoever votes meanwhile', () => {
    const first = callOf(aNotice({ mention }), undefined);
    expect(first.people).toEqual(mention);
    const second = callOf(aNotice({ mention: ['bob'] }), first.asked);
    expect(second.people).toEqual([]);
    expect(callOf(aNotice({ mention: ['bob', 'carol'] }), second.asked).people).toEqual(['carol']);
  });

  it('are called again for another plan, and with a reminder', () => {
    const { asked } = callOf(aNotice({ mention }), undefined);
    const { plan } = anIncident();
    const other = anIncident({ plan: plan && { ...plan, hash: 'dead'.padEnd(64, '0') } });
    expect(callOf(aNotice({ mention, incident: other }), asked).people).toEqual(mention);
    const reminder = aLine('Still waiting.', 'inc-0a1b2c3d/reminder/2026-11-20T14:00:00.000Z');
    expect(callOf(aNotice({ mention: ['bob'], progress: [reminder] }), asked).people).toEqual(['bob']);
  });
});
