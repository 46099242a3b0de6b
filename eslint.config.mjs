// ESLint: type-aware rules that catch real faults of durable code, and the import table in the editor.
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import { MAY_READ_ENVIRONMENT, violation } from './boundaries.mjs';

const ROOT = dirname(fileURLToPath(import.meta.url));

/** The import table as a rule, so that the editor says it where it happens. */
const importTable = {
  meta: { type: 'problem', messages: { forbidden: '{{why}} (boundaries.mjs)' }, schema: [] },
  create(context) {
    const from = relative(ROOT, context.filename);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const own = source.startsWith('.');
      const to = own ? relative(ROOT, resolve(dirname(context.filename), source)) : source;
      const typeOnly = onlyTypes(node);
      const why = violation(from, to, { own, typeOnly });
      if (why) context.report({ node, messageId: 'forbidden', data: { why } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** Does this import bring types alone? `import { type A, type B }` does, `import { type A, b }` does not. */
function onlyTypes(node) {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((s) => s.importKind === 'type' || s.exportKind === 'type');
}

/** House rule 23: the environment is read in one place per process, so that a bad value stops the start. */
const environment = {
  meta: {
    type: 'problem',
    messages: { forbidden: 'process.env is read in config.ts files only' },
    schema: [],
  },
  create(context) {
    const from = relative(ROOT, context.filename);
    if (from.startsWith('test/') || MAY_READ_ENVIRONMENT.some((pattern) => pattern.test(from))) return {};
    const report = (node) => context.report({ node, messageId: 'forbidden' });
    return {
      MemberExpression(node) {
        if (node.object.name === 'process' && node.property.name === 'env') report(node);
      },
      VariableDeclarator(node) {
        if (node.id.type === 'ObjectPattern' && node.init?.name === 'process') report(node);
      },
      ImportDeclaration(node) {
        if (/^(node:)?process$/.test(node.source.value)) report(node);
      },
    };
  },
};

export default tseslint.config(
  {
    // What is generated is nobody's style.
    ignores: [
      '**/*.d.mts',
      'client/openapi-types.d.ts',
      'dist/**',
      'node_modules/**',
      'coverage/**',
      '.penstock/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  // Tool files are plain JavaScript: parsed and checked, without types.
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    plugins: { penstock: { rules: { 'import-table': importTable, environment } } },
    rules: {
      'penstock/import-table': 'error',
      'penstock/environment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Ports and adapters are objects of closures; none of their methods uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'fetch'] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
