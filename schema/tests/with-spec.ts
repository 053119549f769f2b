/**
 * The specification's text lies beside the repository, not in it. Where it is absent the tests that read it skip,
 * and say so rather than pass in silence.
 */
import { hasSpec, specFolder } from './spec-tables.js';

const notice = `skipped: no specification text at ${specFolder}; set OCPI_SPEC_DIR to the folder that holds 2.3.0-core`;

export const describeWithSpec = (title: string, tests: () => void): void => {
  if (hasSpec) describe(title, tests);
  else it.skip(`${title} ${notice}`, () => undefined);
};
