// The workflow bundle: built once by `npm run build`, loaded by every worker, named by its content.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Bundle {
  codePath: string;
  /** First 12 hex digits of the bundle's SHA-256: the build ID of worker versioning. */
  buildId: string;
}

/** Where `npm run build` puts the bundle: beside the compiled workers. */
export const BUNDLE_PATH = join(__dirname, '..', 'workflow-bundle.js');

/** @throws Error when the bundle is missing: a worker without its bundle must not start. */
export function loadBundle(codePath: string = BUNDLE_PATH): Bundle {
  let code: Buffer;
  try {
    code = readFileSync(codePath);
  } catch (cause) {
    throw new Error(`the workflow bundle ${codePath} is missing; run \`npm run build\` first`, { cause });
  }
  return { codePath, buildId: createHash('sha256').update(code).digest('hex').slice(0, 12) };
}
