// Three projects: pure and in-process (unit), the store on both back ends, and what needs a real Temporal server.
const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', { module: { type: 'commonjs' } }] },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
};
const under = (...folders) => folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`);

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        ...under('unit', 'simulators', 'contract', 'conformance', 'deploy', 'replay'),
        '<rootDir>/test/*.test.ts',
      ],
    },
    { ...common, displayName: 'store', testMatch: under('store') },
    {
      ...common,
      displayName: 'integration',
      testMatch: under('workflows', 'e2e'),
      globalSetup: '<rootDir>/test/temporal/setup.ts',
      globalTeardown: '<rootDir>/test/temporal/teardown.ts',
    },
  ],
  testTimeout: 60_000,
};
