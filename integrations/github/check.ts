// Is GitHub there, and may we read the issues of the repository?
import { z } from 'zod';
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import type { GithubSettings } from '../../domain/notice/surfaces';
import { createGithubApi } from './api';
import { IssueSchema } from './wire.schema';

export function githubCheck(
  settings: GithubSettings,
  options: { timeoutMs: number; now(): Date },
): SurfaceCheck {
  const github = createGithubApi(settings, options);
  const { repository } = settings;
  return {
    surface: 'github',
    async check() {
      const query = { per_page: '1' };
      await github.call('GET', `/repos/${repository}/issues`, z.array(IssueSchema), { query });
      return `issues of ${repository} can be read`;
    },
  };
}
