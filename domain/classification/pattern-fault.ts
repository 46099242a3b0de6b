// May this pattern stand in a rule? It must be a regular expression, and one that no text can make slow.
import { patternFault } from './pattern-cost';

/** What is wrong with the pattern, or `null`. */
export function faultOf(pattern: string): string | null {
  try {
    new RegExp(pattern, 'i');
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  return patternFault(pattern);
}
