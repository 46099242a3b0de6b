// Is Jira there, and may we see the project that tickets are made in?
import { z } from 'zod';
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import type { JiraSettings } from '../../domain/notice/surfaces';
import { createJiraApi } from './api';

const Project = z.object({ key: z.string(), name: z.string() });

export function jiraCheck(settings: JiraSettings, options: { timeoutMs: number; now(): Date }): SurfaceCheck {
  const jira = createJiraApi(settings, options);
  return {
    surface: 'jira',
    async check() {
      const path = `/rest/api/3/project/${encodeURIComponent(settings.project)}`;
      const { key, name } = await jira.ask('GET', path, Project);
      return `project ${key} (${name})`;
    },
  };
}
