// The requirements report: what counts as tested, and what it says is missing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './house/packages.js';

// Written with an underscore and put right below, so that these samples do not count as tests themselves.
const tests = `
  describe('TRN_001 in a group', () => {
    it('TRN_003 to TRN_005 in a range', () => {});
    it.skip('TRN_006 is skipped', () => {});
  });
  it.each([['SES_001 in a row', 1], ['SES_002 in another', 2]] as const)('%s', () => {});
  it(\`SES_004 with \${1} filled in\`, () => { expect('TRN_007 in a value').toBe(''); });
  // it('TRN_008 in a comment')
  it('XYZ_001 of nobody', () => {});
`.replaceAll('_', '-');

const catalogue = `
## 1. Transport (TRN)
- **TRN-001** MUST: one
- **TRN-003** MUST [design]: two
- **TRN-004** SHOULD: three
- **TRN-005** MAY: four
- **TRN-006** MUST NOT: five
- **TRN-007** MUST: six
- **TRN-008** MUST: seven
## 8. Sessions (SES)
- **SES-001** MUST: one
- **SES-002** MUST: two
- **SES-004** SHOULD: three, see TRN-001
## 16. Payments (PAY)
- **PAY-001** MUST: one
- **PAY-002** MUST: two
`;

const exempt = {
  'Does not apply': { 'TRN-006': 'A duty of others.', 'SES-001': 'Thought so once.' },
  'Not due yet': { 'PAY-*': 'A module of its own.' },
};

describe('the requirements report', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chargesphere-requirements-'));
    writeFileSync(join(folder, 'some.test.ts'), tests);
    writeFileSync(join(folder, 'catalogue.md'), catalogue);
    writeFileSync(join(folder, 'exempt.json'), JSON.stringify(exempt));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const report = (name: string) =>
    execFileSync(
      process.execPath,
      ['scripts/requirements.mjs', folder, join(folder, name), join(folder, 'exempt.json')],
      { cwd: root, encoding: 'utf8' },
    );

  it('counts by chapter, names each MUST without a test, and apart from them what is exempt and why', () => {
    expect(report('catalogue.md')).toMatchInlineSnapshot(`
      "   tested  of those MUST
         4 of   7     2 of   5  1. Transport (TRN)
         3 of   3     2 of   2  8. Sessions (SES)
         0 of   2     0 of   2  16. Payments (PAY)
         7 of  12     4 of   9  all

      MUST and MUST NOT without a test:
        1. Transport (TRN): TRN-007 TRN-008

      Does not apply:
        TRN-006: A duty of others.
        SES-001 need not be listed any more: it has a test, or is no MUST of the catalogue.

      Not due yet:
        PAY-001 PAY-002: A module of its own.
      XYZ-001, named in some.test.ts, is not in the catalogue.
      "
    `);
  });

  it('prints what tests name when there is no catalogue', () => {
    const said = report('nothing.md');
    expect(said).toContain('so these are only the IDs that tests name');
    expect(said.match(/^[A-Z]+-\d{3}/gm)).toHaveLength(8);
  });
});
