// Holds answers to the API's own document: status, media type, headers and every key of the body.
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

export interface OpenapiDocument {
  openapi: string;
  paths: Record<string, Record<string, OpenapiOperation>>;
  components: { schemas: Record<string, object> };
}

export interface OpenapiOperation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

interface Answer {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What is wrong with an answer, in words; `null` where it is as documented. */
export type Conformance = (method: string, url: string, answer: Answer) => string | null;

export function conformanceTo(document: OpenapiDocument): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'api');
  const known = new Map<string, ValidateFunction>();
  const validatorOf = (pointer: string) => {
    const validate = known.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    known.set(pointer, validate);
    return validate;
  };
  return (method, url, { statusCode, headers, body }) => {
    const path = templateOf(url, Object.keys(document.paths));
    const verb = method.toLowerCase();
    const operation = path === undefined ? undefined : document.paths[path]?.[verb];
    if (path === undefined || !operation) return null;
    // What nobody foresaw is no answer to document; tests that provoke it look at it themselves.
    if (statusCode === 500) return null;
    const said = operation.responses[String(statusCode)];
    if (!said) return `${method} ${path} answered ${statusCode}, which the document does not name`;
    const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
    if (!said.content) return body === '' ? null : `${method} ${path} ${statusCode} has a body`;
    if (type === '' && body === '') return null;
    if (!(type in said.content)) return `${method} ${path} ${statusCode} answered as ${type}`;
    if (!type.endsWith('json')) return null;
    const steps = ['paths', path, verb, 'responses', String(statusCode), 'content', type, 'schema'];
    const validate = validatorOf(steps.map((step) => `/${pointed(step)}`).join(''));
    if (validate(JSON.parse(body))) return null;
    return `${method} ${path} ${statusCode}: ${ajv.errorsText(validate.errors)}\n${body.slice(0, 500)}`;
  };
}

/** The path of the document that a URL is of; the one with the fewest parameters. */
export function templateOf(url: string, templates: readonly string[]): string | undefined {
  const path = url.split('?')[0] ?? '';
  return templates
    .filter((template) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function pointed(step: string): string {
  return encodeURIComponent(step.replace(/~/g, '~0').replace(/\//g, '~1'));
}
