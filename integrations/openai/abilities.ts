// What an OpenAI-compatible endpoint can take. Asked for the strictest first; what it refuses is left out from then on.

export interface Abilities {
  format: 'json_schema' | 'json_object' | 'text';
  /** Reasoning models refuse `max_tokens`; older servers know nothing else. */
  lengthField: 'max_tokens' | 'max_completion_tokens';
  /** Reasoning models take the default alone. */
  temperature: boolean;
  /** `store: false` = keep nothing. */
  store: boolean;
}

export const ALL_ABILITIES: Abilities = {
  format: 'json_schema',
  lengthField: 'max_tokens',
  temperature: true,
  store: true,
};

/** More than the ladder has steps. */
export const DOWNGRADES_MAX = 6;

/** Statuses with which servers say that a member of the request is none of theirs. */
export function saysUnsupported(status: number | undefined): boolean {
  return status === 400 || status === 422 || status === 501;
}

/**
 * One step down after a refusal; `said` is the server's parameter and message, used for nothing but this choice.
 * `null` = nothing is left to leave out.
 */
export function stepDown(now: Abilities, said: string, storeMustBeOff: boolean): Abilities | null {
  const names = (word: string) => said.toLowerCase().includes(word);
  if (names('max_tokens') && now.lengthField === 'max_tokens')
    return { ...now, lengthField: 'max_completion_tokens' };
  if (names('temperature') && now.temperature) return { ...now, temperature: false };
  if (/\bstore\b/i.test(said) && now.store) return storeMustBeOff ? null : { ...now, store: false };
  switch (now.format) {
    case 'json_schema':
      return { ...now, format: 'json_object' };
    case 'json_object':
      return { ...now, format: 'text' };
    case 'text':
      return null;
  }
}
