// Every bound of the engine in one place, units in the name. Where a vendor or server sets the value, it says so.

export const LIMITS = {
  /** No payload in history above this (the server warns at 512 KiB; small histories replay fast). */
  payloadBytesMax: 32 * 1024,
  /** A failure message as it travels in a signal; longer ones keep head and tail. */
  eventMessageCharsMax: 8 * 1024,
  /** A setting, selection or state as it was before a change, kept in the incident for putting it back. */
  undoBytesMax: 16 * 1024,
  /** One evidence text inside a diagnosis. */
  evidenceTextCharsMax: 1024,
  evidenceItemsMax: 12,
  /** What happened around a failure: sentences added to its evidence. */
  observationsMax: 8,
  /** Recent runs read for a diagnosis or a verification. */
  recentRunsMax: 10,
  /** Event IDs remembered by an incident to tell repeats from news. */
  eventIdsRememberedMax: 100,
  /** Webhook body accepted by ingress (contract §5). */
  webhookBodyBytesMax: 1024 * 1024,
  reasonCharsMax: 2000,
  votesMax: 50,
  /** How long an approval given alone lasts: an hour unless asked for more, a working day at most. */
  breakGlassMs: 3_600_000,
  breakGlassMsMax: 8 * 3_600_000,
  /** Nobody breaks glass without saying why. */
  breakGlassReasonCharsMin: 10,
  /** A vote may be delegated for holidays, not for ever. */
  delegationMsMax: 90 * 24 * 3_600_000,
  /** Plans whose outcome an incident remembers until it closes; people may ask for any number of them. */
  attemptsRememberedMax: 10,
  /** A wait asked for by a provider up to this long stays an activity retry; a longer one is a workflow timer. */
  retryAfterInActivityMsMax: 15 * 60_000,
  /** A retry delay of 0 makes the server fail the activity, so waits are never shorter than this. */
  retryDelayMsMin: 1000,
  /** A server asking for more than this is taken to mean this much; then we ask again. */
  retryAfterMsMax: 7 * 24 * 3_600_000,
  /** Tries of one step before a person decides. */
  stepAttemptsMax: 3,
  /** Plans made for one incident: the first, and one re-plan with what was learned. */
  plansMax: 2,
  /** Above this history length the incident continues as new even if the server does not yet suggest it. */
  historyEventsMax: 4000,
  freeTextCharsMax: 500,
  /** News one sweep reports; the rest waits for the next, so that a first look at a large account is no burst. */
  sweepEventsMax: 50,
  /** What a provider's error answer may contribute to a message of ours. */
  providerReasonCharsMax: 300,
  /** A larger answer is not read to its end: it is taken for a broken one. */
  httpAnswerBytesMax: 8 * 1024 * 1024,
  stackTraceCharsMax: 4 * 1024,
  /** Fivetran's last delivery attempt comes 23 h 13 min after the first; older deliveries are replays. */
  webhookAgeMsMax: 25 * 3_600_000,
  /** An API token whose maker says nothing else. */
  tokenLifeMsDefault: 90 * 24 * 3_600_000,
  tokenLifeMsMax: 365 * 24 * 3_600_000,
  /** Tokens of one owner that are neither over nor revoked. */
  tokensPerOwnerMax: 100,
  tokenScopesMax: 20,
} as const;
