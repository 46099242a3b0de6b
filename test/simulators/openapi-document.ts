// Checks answers against a vendor's OpenAPI document, with the document's own known defects set right first.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

const FOLDER = join(__dirname, '../../../shared/data/openapi');

export function documentPath(name: string): string {
  return join(FOLDER, `${name}.json`);
}

/** The documents are not part of this repository: without them there is nothing to check against. */
export function hasDocument(name: string): boolean {
  if (existsSync(documentPath(name))) return true;
  process.stderr.write(`skipped: no OpenAPI document ${name}.json beside the checkout\n`);
  return false;
}

/** Sent as null although not marked nullable; enum of the wrong type; details and config values typed too narrowly. */
const NULLABLE = ['succeeded_at', 'failed_at', 'rescheduled_for', 'daily_sync_time'];

function withoutDefects(node: unknown, key = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutDefects(item));
  if (typeof node !== 'object' || node === null) return node;
  if (key === 'details') return {};
  if (key === 'config') return { type: 'object' };
  const fixed = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, withoutDefects(value, name)]),
  );
  if (NULLABLE.includes(key)) return { anyOf: [fixed, { type: 'null' }] };
  if (key === 'sync_frequency') delete fixed['enum'];
  return fixed;
}

export type Check = (method: string, path: string, status: number, body: unknown) => ErrorObject[];

export function responseCheck(name: string): Check {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('UUID', true);
  ajv.addFormat('set', true);
  const document: unknown = withoutDefects(JSON.parse(readFileSync(documentPath(name), 'utf8')));
  ajv.addSchema(document as object, name); // a parsed JSON document of this kind is an object
  return (method, path, status, body) => {
    const pointer = [
      'paths',
      path,
      method,
      'responses',
      String(status),
      'content',
      'application/json',
      'schema',
    ]
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = ajv.compile({ $ref: `${name}#/${pointer}` });
    return validate(body) ? [] : (validate.errors ?? []);
  };
}
