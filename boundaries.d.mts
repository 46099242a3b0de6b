// Types of boundaries.mjs, for the test that proves it.
export const ROOMS: string[];
export const WIRING: string[];
export function roomOf(path: string): string | undefined;
export function violation(from: string, to: string, how: { own: boolean; typeOnly: boolean }): string | null;
