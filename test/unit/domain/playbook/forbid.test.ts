import { withoutForbidden } from '../../../../domain/playbook/forbid';

it('does not pause where policy forbids the resume that would undo it', () => {
  const left = withoutForbidden(
    [{ kind: 'pause', undo: 'resume' }, { kind: 'trigger_sync' }],
    'wait_for_quota_reset',
    ['resume'],
  );
  expect(left.map((step) => step.kind)).toEqual(['trigger_sync']);
});
