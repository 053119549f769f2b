// One jest for every package, run by Node's own module loader (jest-light-runner): a worker loads each module once, not
// once per file, which halves the time of the whole suite. Real PostgreSQL is started once (tests/setup), a database
// is cloned per file.
export default {
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.data/'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {},
  runner: 'jest-light-runner/child-process',
  setupFilesAfterEnv: ['<rootDir>/tests/setup/each-test.mjs'],
  globalSetup: '<rootDir>/tests/setup/start.mjs',
  globalTeardown: '<rootDir>/tests/setup/stop.mjs',
  reporters: ['default', '<rootDir>/tests/setup/closing-line.mjs'],
  // Tests wait for sockets and the database half of the time, so a core less than there are would idle.
  maxWorkers: '100%',
};
