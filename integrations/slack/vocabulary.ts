// The names that a card and the answers to it share.

/** Buttons and menus of the card. */
export const ACTIONS = {
  approve: 'penstock.approve',
  reject: 'penstock.reject',
  change: 'penstock.change',
  snooze: 'penstock.snooze',
  handback: 'penstock.handback',
  open: 'penstock.open',
} as const;

/** Dialogs. */
export const DIALOGS = { reject: 'penstock.reject', change: 'penstock.change' } as const;

/** Fields of the dialogs: block and element have the same name. */
export const FIELDS = { reason: 'reason', option: 'option' } as const;

export const SNOOZES = [
  { value: '1h', text: 'for 1 hour' },
  { value: '4h', text: 'for 4 hours' },
  { value: 'workday', text: 'until the next working day, 09:00' },
] as const;
export type SnoozeChoice = (typeof SNOOZES)[number]['value'];

/** Marks our messages, so that a lost answer can be found again. */
export const METADATA = {
  card: 'penstock_incident',
  progress: 'penstock_progress',
  digest: 'penstock_digest',
} as const;

/** What a button stands for: the incident, and the plan that was read when it was pressed. */
export interface CardValue {
  incidentId: string;
  planHash: string;
}

export function writeValue({ incidentId, planHash }: CardValue): string {
  return `${incidentId}:${planHash}`;
}

export function readValue(value: string): CardValue | null {
  const [, incidentId, planHash] = /^(inc-[0-9a-f]{8}):([0-9a-f]{0,64})$/.exec(value) ?? [];
  return incidentId === undefined || planHash === undefined ? null : { incidentId, planHash };
}
