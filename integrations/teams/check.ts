// Does Microsoft give the bot a token? Whether it may post to the conversation only a post would show.
import type { SurfaceCheck } from '../../domain/notice/surface-check';
import type { TeamsSettings } from '../../domain/notice/surfaces';
import { createBotToken } from './token';

export function teamsCheck(
  { bot }: TeamsSettings,
  options: { timeoutMs: number; now(): Date },
): SurfaceCheck {
  return {
    surface: 'teams',
    async check() {
      // A workflow's webhook only takes posts, and each is seen.
      if (!bot) return null;
      await createBotToken(bot, options).get();
      return `the bot ${bot.appId} has a token`;
    },
  };
}
