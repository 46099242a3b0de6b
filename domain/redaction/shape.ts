// A shape of something that must not leave, and how it is looked for.

export interface Shape {
  /** What stands in the place of a find, and what findings call it. */
  type: string;
  /** Every repetition is bounded, so that hostile input costs no more than long input. */
  pattern: RegExp;
  /** The part of the match that is replaced is the group `value`, `quoted` or `single`; the rest stays readable. */
  group?: 'value';
  /** `before`: the text that stands right before the match, at most CONTEXT_CHARS of it. */
  accept?: (found: string, before: string) => boolean;
}

/** What may stand before a find to say what it is: `version 1.2.3.4` is no address. */
export const CONTEXT_CHARS = 24;
