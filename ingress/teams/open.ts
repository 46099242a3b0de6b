// The Teams bot whose cards people click, as configuration has it.
import type { TeamsSettings } from '../../domain/notice/surfaces';
import { createSigningKeys, type SigningKeys } from '../../integrations/teams/signing-keys';

/** A click waits for it once a day. */
const TIMEOUT_MS = 5000;

export interface OpenTeams {
  appId: string;
  tenantId: string;
  /** Of the Bot Framework. */
  keys: SigningKeys;
}

/** `undefined` = no bot is configured; a webhook alone takes no answers. */
export function openTeams(
  settings: TeamsSettings | undefined,
  now: () => Date = () => new Date(),
): OpenTeams | undefined {
  if (!settings?.bot) return undefined;
  const { appId, tenantId, metadataUrl } = settings.bot;
  return { appId, tenantId, keys: createSigningKeys(metadataUrl, { timeoutMs: TIMEOUT_MS, now }) };
}
