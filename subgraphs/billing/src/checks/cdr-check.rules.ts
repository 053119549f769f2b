/** Everything there is to check about one CDR, and what follows for its state. Pure. */
import type { CDR } from '@chargesphere/schema';
import type { CdrFacts, Relations } from './facts.js';
import { finding, findingCodes, isFlagged, type Finding, type FindingCode } from './finding.js';
import { checkPlace, checkSession, checkToken } from './match.rules.js';
import { checkPlausibility } from './plausibility.rules.js';
import { checkPrice, type PriceCheck } from './price.rules.js';
import { checkRelations } from './relation.rules.js';

/** Which rules a check was made by; counted up when they change, so that old checks can be told from new ones. */
export const ENGINE = 'cdr-checks/2';

export const checkStates = ['WAITING', 'ACCEPTED', 'FLAGGED', 'DISPUTED', 'CREDITED'] as const;
export type CheckState = (typeof checkStates)[number];

/** What can be told without looking at other CDRs. */
export interface OwnCheck {
  readonly price: PriceCheck | undefined;
  readonly findings: readonly Finding[];
}

const violationsFound = (violations: number): Finding[] =>
  violations === 0
    ? []
    : [
        finding(
          'VIOLATIONS',
          '',
          `The CDR breaks rules of OCPI in ${violations} ${violations === 1 ? 'place' : 'places'}; see its violations.`,
        ),
      ];

/**
 * @param violations How many were found when the CDR was stored.
 * @param now Milliseconds since 1970.
 */
export const checkAlone = (cdr: CDR, facts: CdrFacts, violations: number, now: number): OwnCheck => {
  const price = checkPrice(cdr, facts);
  // A credit CDR repeats the data of its original, which was checked itself.
  const others =
    cdr.credit === true
      ? []
      : [
          ...checkSession(cdr, facts),
          ...checkToken(cdr, facts),
          ...checkPlace(cdr, facts),
          ...checkPlausibility(cdr, facts, now),
        ];
  return { price, findings: [...price.findings, ...others, ...violationsFound(violations)] };
};

/** A CDR that the rules cannot read, such as one with a time that is none: nobody's money moves without a look at it. */
export const failedCheck = (): OwnCheck => ({
  price: undefined,
  findings: [finding('CHECK_FAILED', '', 'The hub failed to check this CDR; its log says why.')],
});

const GRAVITY = { ERROR: 0, WARNING: 1, INFO: 2 } as const;
const ORDER = new Map(Object.keys(findingCodes).map((code, i) => [code as FindingCode, i]));

const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) =>
      GRAVITY[a.severity] - GRAVITY[b.severity] || (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0),
  );

export interface Verdict {
  readonly state: 'ACCEPTED' | 'FLAGGED';
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

export const verdictOf = (cdr: CDR, own: OwnCheck, relations: Relations): Verdict => {
  const findings = inOrder([...own.findings, ...checkRelations(cdr, relations)]);
  return { state: isFlagged(findings) ? 'FLAGGED' : 'ACCEPTED', findings };
};
