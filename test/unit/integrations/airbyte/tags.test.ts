// Airbyte's tag names as keys and values for policies.
import { tagsFromNames } from '../../../../integrations/airbyte/tags';

describe('tagsFromNames', () => {
  it('reads key and value, or a bare name as true', () => {
    expect(tagsFromNames(['tier:1', 'owner = data', 'auto-remediate', 'empty:', ' '])).toEqual({
      tier: '1',
      owner: 'data',
      'auto-remediate': 'true',
      empty: 'true',
    });
  });
});
