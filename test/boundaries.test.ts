import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as ts from 'typescript';
import { ROOMS, WIRING, violation } from '../boundaries.mjs';

const ROOT = join(__dirname, '..');

interface Import {
  from: string;
  to: string;
  own: boolean;
  typeOnly: boolean;
}

function importsOf(from: string, text = readFileSync(join(ROOT, from), 'utf8')): Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const own = specifier.startsWith('.');
    const to = own ? relative(ROOT, resolve(ROOT, dirname(from), specifier)) : specifier;
    found.push({ from, to, own, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, onlyTypes(node.importClause));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && loads(node.expression)) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) add(argument.text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import(…)` and `require(…)`. */
function loads(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((e) => e.isTypeOnly)
  );
}

/** Every TypeScript file below a room, tracked or not. */
const files = ROOMS.filter((room) => existsSync(join(ROOT, room))).flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${room}/${name}`),
);

describe('the import table', () => {
  it('holds in every file of every room', () => {
    const broken = files
      .flatMap((file) => importsOf(file))
      .flatMap((i) => {
        const why = violation(i.from, i.to, i);
        return why === null ? [] : [`${i.from}: ${why}`];
      });
    expect(broken).toEqual([]);
  });

  it('covers every room that has files', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const room of ROOMS) expect(files.some((file) => file.startsWith(`${room}/`))).toBe(true);
  });

  it.each([
    [
      'a workflow that uses an activity',
      'workflows/x.ts',
      "import { createRecordActivities } from '../activities/record';",
    ],
    [
      'a workflow that reads the clock of Node',
      'workflows/x.ts',
      "import { performance } from 'node:perf_hooks';",
    ],
    ['a workflow that loads zod', 'workflows/x.ts', "import { z } from 'zod';"],
    [
      'a workflow that loads a schema',
      'workflows/x.ts',
      "import { PersonSchema } from '../domain/person.schema';",
    ],
    ['domain that does I/O', 'domain/x.ts', "import { readFileSync } from 'node:fs';"],
    [
      'an activity that reaches for an integration',
      'activities/x.ts',
      "import { openStore } from '../integrations/postgres/open-store';",
    ],
    [
      'one provider that knows the other',
      'integrations/fivetran/x.ts',
      "import { createAirbyteAccount } from '../airbyte/client';",
    ],
    [
      'ingress that touches a provider',
      'ingress/x.ts',
      "import { createFivetranAccount } from '../integrations/fivetran/client';",
    ],
    [
      'a simulator that shares product code',
      'simulators/x.ts',
      "import { redact } from '../domain/redaction';",
    ],
    [
      'an integration that is loaded by stealth',
      'activities/x.ts',
      "const { openStore } = require('../integrations/postgres/open-store');",
    ],
    [
      'a type that is fetched by stealth',
      'simulators/x.ts',
      "let incident: import('../domain/incident').Incident;",
    ],
    [
      'a drill that shares product code',
      'drills/x.ts',
      "import type { Incident } from '../domain/incident';",
    ],
  ])('forbids %s', (_, from, line) => {
    const [found] = importsOf(from, line);
    if (!found) throw new Error('the line holds no import');
    expect(violation(found.from, found.to, found)).not.toBeNull();
  });

  it('allows a workflow to know an activity by type', () => {
    const [found] = importsOf(
      'workflows/x.ts',
      "import type { createRecordActivities } from '../activities/record';",
    );
    if (!found) throw new Error('the line holds no import');
    expect(violation(found.from, found.to, found)).toBeNull();
  });

  it('lets one place alone build provider adapters', () => {
    const builders = files.filter((file) =>
      importsOf(file).some((i) => !i.typeOnly && /^integrations\/(fivetran|airbyte)\/client$/.test(i.to)),
    );
    expect(builders.map((file) => file.replace(/\.ts$/, ''))).toEqual(WIRING);
  });
});
