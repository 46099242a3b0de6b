// `npm run test:fuzz:api`: schemathesis sends what the API's own document allows, and more, as every role: no 5xx, no
// answer that the document does not name, nothing done by a role that may not. Needs Python; skips with one line.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, findPython } from '../python/ground.mjs';
import { judge } from './roles.mjs';
import { ROLES, withStack } from './stack.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const EXAMPLES = process.env.PENSTOCK_FUZZ_EXAMPLES ?? '20';
const MS_MAX = 15 * 60_000;
const CHECKS = [
  // That no answer is a 5xx is judged here: a 502 with the provider's own refusal is an answer.
  ...['status_code_conformance', 'content_type_conformance'],
  ...['response_headers_conformance', 'response_schema_conformance', 'negative_data_rejection'],
  ...['ignored_auth', 'unsupported_method', 'allow_header_conformance'],
];

/** Paths name what is really there, beside one that is not: invented names would all be answered 404. */
function withRealNames(document, { incidents, connections }) {
  const names = {
    id: [...incidents, 'inc-00000000'],
    provider: ['fivetran', 'airbyte'],
    account: ['sim', 'nobody'],
    connectionId: [...connections.map(({ connectionId }) => connectionId), 'nothing'],
  };
  const copy = structuredClone(document);
  for (const [path, methods] of Object.entries(copy.paths))
    for (const { parameters = [] } of Object.values(methods))
      for (const parameter of parameters) {
        const known = names[parameter.name];
        // A change may be asked for of connections that nobody knows here yet; other IDs are those of brakes and tokens.
        const free = parameter.name === 'connectionId' && path.endsWith('/changes');
        const other = parameter.name === 'id' && !path.includes('/incidents/');
        if (parameter.in === 'path' && known && !free && !other)
          parameter.schema = { type: 'string', enum: known };
      }
  return copy;
}

function fuzz(python, role, { api, tokens }, folder) {
  const har = join(folder, `${role}.har`);
  const args = [
    ...['-m', 'schemathesis.cli', '--config-file', join(HERE, 'schemathesis.toml')],
    ...['run', join(folder, 'openapi.json'), '--url', api],
    ...['--checks', CHECKS.join(','), '--max-examples', EXAMPLES, '--seed', '20261121'],
    ...['--phases', 'examples,coverage,fuzzing', '--workers', '2', '--no-color', '--continue-on-failure'],
    ...['--report', 'har', '--report-har-path', har],
    ...['-H', `Authorization: Bearer ${tokens[role]}`],
  ];
  return new Promise((resolve) => {
    const child = spawn(python, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, PYTHONUNBUFFERED: '1' },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: MS_MAX,
    });
    child.once('close', (code) => resolve({ clean: code === 0, har }));
  });
}

async function fuzzed(python, stack, folder) {
  const document = await (await fetch(`${stack.api}/openapi.json`)).json();
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(withRealNames(document, stack)));
  const results = [];
  for (const role of ROLES) {
    process.stdout.write(`fuzzing the API as ${role} …\n`);
    const { clean, har } = await fuzz(python, role, stack, folder);
    results.push({ role, clean, ...judge(har, document, role) });
  }
  return results;
}

function say({ role, clean, requests, statuses, reached, faults }) {
  const figures = Object.entries(statuses).map(([status, count]) => `${status} ×${count}`);
  process.stdout.write(
    `${role}: ${requests} requests, ${reached.size} operations done, ${figures.join(' ')}\n`,
  );
  for (const line of faults) process.stdout.write(`  ${line}\n`);
  return clean && faults.length === 0;
}

async function main() {
  const python = findPython();
  if (python === null) {
    process.stdout.write('fuzz: skipped, there is no Python 3.10 with venv here\n');
    return 0;
  }
  const executable = environment(python, join(HERE, 'requirements.txt'));
  const folder = mkdtempSync(join(tmpdir(), 'penstock-fuzz-'));
  try {
    const results = await withStack((stack) => fuzzed(executable, stack, folder));
    const failed = results.map(say).filter((ok) => !ok).length;
    process.stdout.write(`${results.length - failed} roles passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
