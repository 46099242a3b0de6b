#!/usr/bin/env node
// `npx penstock …` in the checkout: the built CLI, or what to do when nothing was built yet.
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'client', 'cli', 'main.js');
if (existsSync(main)) {
  require(main);
} else {
  process.stderr.write('penstock is not built yet: run `npm start` (or `npm run build`) once\n');
  process.exitCode = 2;
}
