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
  const { ajv } = read(name);
  return (method, path, status, body) => {
    const steps = [
      'paths',
      path,
      method,
      'responses',
      String(status),
      'content',
      'application/json',
      'schema',
    ];
    const validate = ajv.compile({ $ref: reference(name, steps) });
    return validate(body) ? [] : (validate.errors ?? []);
  };
}

interface Operation {
  parameters?: { name: string; in: string; schema?: object }[];
  requestBody?: { content?: Record<string, unknown> };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
}

export interface SentRequest {
  method: string;
  path: string;
  query: Record<string, unknown>;
  body: unknown;
}

/** The documented operation that a request is, and what is wrong with it; `operation` is null where there is none. */
export type RequestCheck = (request: SentRequest) => { operation: string | null; faults: string[] };

export function requestCheck(name: string): RequestCheck {
  const { ajv, document } = read(name);
  return ({ method, path, query, body }) => {
    const verb = method.toLowerCase();
    const documented = Object.keys(document.paths).find(
      (template) => document.paths[template]?.[verb] && fits(template, path),
    );
    const operation = documented === undefined ? undefined : document.paths[documented]?.[verb];
    if (documented === undefined || !operation) return { operation: null, faults: [] };
    const known = (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
    const faults = Object.keys(query)
      .filter((key) => !known.includes(key))
      .map((key) => `query ${key} is not documented`);
    if (operation.requestBody?.content?.['application/json'] && body !== null) {
      const steps = ['paths', documented, verb, 'requestBody', 'content', 'application/json', 'schema'];
      const validate = ajv.compile({ $ref: reference(name, steps) });
      if (!validate(body))
        faults.push(...(validate.errors ?? []).map((e) => `body${e.instancePath}: ${e.message}`));
    } else if (body !== null && !operation.requestBody)
      faults.push('a body is sent where none is documented');
    return { operation: `${method} ${documented}`, faults };
  };
}

function fits(template: string, path: string): boolean {
  const pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}

function read(name: string): { ajv: Ajv; document: Document } {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('UUID', true);
  ajv.addFormat('set', true);
  const document: unknown = withoutDefects(JSON.parse(readFileSync(documentPath(name), 'utf8')));
  ajv.addSchema(document as object, name); // a parsed JSON document of this kind is an object
  return { ajv, document: document as Document };
}

function reference(name: string, steps: string[]): string {
  const pointer = steps
    .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  return `${name}#/${pointer}`;
}
