// Whether the systems where people follow incidents answer us: asked by reading, told nobody.
import type { SurfaceKind } from './notice';

export interface SurfaceCheck {
  surface: SurfaceKind;
  /** What was seen; `null` = nothing can be asked there without telling somebody something. @throws OpError */
  check(): Promise<string | null>;
}

export interface SurfaceFinding {
  surface: SurfaceKind;
  status: 'ok' | 'failed' | 'unknown';
  /** What was seen, in words; never a secret. */
  detail: string;
}
