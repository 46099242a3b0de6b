// Is Slack there, and are we known there? `auth.test` tells nobody anything (docs.slack.dev/reference/methods/auth.test).
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import { slackCall, slackClient } from './api';
import type { SlackSettings } from './settings.schema';

export function slackCheck(settings: Pick<SlackSettings, 'botToken' | 'apiUrl' | 'channel'>): SurfaceCheck {
  const slack = slackClient(settings);
  return {
    surface: 'slack',
    async check() {
      const { team, user } = await slackCall('auth.test', () => slack.auth.test());
      return `${user ?? 'the bot'} in ${team ?? 'its workspace'}, posting to ${settings.channel}`;
    },
  };
}
