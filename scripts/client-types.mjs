// `npm run client:types`: the API's document as types of its client. `--check` only says whether they are current;
// `--document FILE` takes another document than the one of the build (`-`: standard input).
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import ts from 'typescript';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TARGET = join(ROOT, 'client', 'openapi-types.d.ts');
const HEADER = `// Generated from /openapi.json by \`npm run client:types\`; a test fails when it is not current.
import type { Json } from '../domain/json';

`;

async function documentOf(args) {
  const at = args.indexOf('--document');
  if (at >= 0) return readFileSync(args[at + 1] === '-' ? 0 : args[at + 1], 'utf8');
  // From the sources: a build needs the very types that are made here.
  const { openapiDocument } = await import('../ingress/document.ts');
  return JSON.stringify(await openapiDocument());
}

/** @throws Error naming what is no valid OpenAPI */
async function typesOf(document) {
  const nodes = await openapiTS(document, {
    silent: true,
    alphabetize: true,
    // A key with a default may be left out of a request.
    defaultNonNullable: false,
    transform: (_schema, { path }) =>
      path === '#/components/schemas/Json' ? ts.factory.createTypeReferenceNode('Json') : undefined,
  });
  const options = await prettier.resolveConfig(TARGET);
  return prettier.format(HEADER + astToString(nodes), { ...options, filepath: TARGET });
}

const args = process.argv.slice(2);
const wanted = await typesOf(await documentOf(args));
if (!args.includes('--check')) {
  writeFileSync(TARGET, wanted);
} else if (readFileSync(TARGET, 'utf8') !== wanted) {
  process.stderr.write('client/openapi-types.d.ts is not current: run npm run client:types\n');
  process.exitCode = 1;
}
