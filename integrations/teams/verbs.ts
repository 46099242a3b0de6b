// The names that a card's actions and the answers to them share.

export const VERBS = { approve: 'penstock.approve', reject: 'penstock.reject' } as const;

/** Inputs of the card. */
export const INPUTS = { reason: 'reason', option: 'optionId' } as const;

export const REASON_MAX = 500;
