// One jest for every package. Real PostgreSQL is started once (tests/setup), a database is cloned per file.
import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.data/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/tests/setup/start.mjs',
  globalTeardown: '<rootDir>/tests/setup/stop.mjs',
  reporters: ['default', '<rootDir>/tests/setup/closing-line.mjs'],
  testTimeout: 30_000,
  workerIdleMemoryLimit: '1GB',
  // Tests wait for sockets and the database half of the time, so a core less than there are would idle.
  maxWorkers: '100%',
};
