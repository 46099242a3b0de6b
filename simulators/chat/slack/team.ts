// The simulated workspace and the app that is installed in it.

export const TEAM = { id: 'T0SIMTEAM', domain: 'simulated', name: 'Simulated' } as const;
export const APP_ID = 'A0SIMAPP';
export const BOT_ID = 'B0SIMBOT';
/** The user behind the bot's token. */
export const BOT_USER = 'U0SIMBOT';
/** Slack's old shared secret, still sent in every payload and no proof of anything. */
export const VERIFICATION_TOKEN = 'sim-verification-token';
