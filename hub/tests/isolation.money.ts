/** Money in the isolation matrix: a CDR is accepted, billed with a fee, and a payment of it is asked for. */
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './world.js';

const ASKS_MAX = 600;
const ASK_EVERY_MS = 50;

export interface Billed {
  /** Number of the statement between the two parties of the CDR. */
  statement: string;
  jobId: string;
  paymentId: string;
  feeRuleId: string;
  shareId: string;
}

/** Asks until there is an answer. */
const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  for (let asks = 0; asks < ASKS_MAX; asks += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await pause(ASK_EVERY_MS);
  }
  throw new Error(`${what} took too long.`);
};

/** `ref` is of a CDR that is stored, and that nobody was billed for. */
export const bill = async (w: World, ref: string): Promise<Billed> => {
  const { fee, share } = await w.graph<Record<'fee' | 'share', { id: string }>>(`mutation {
    fee: putFeeRule(input: { name: "hush fee", payer: CPO, cpo: "NL/VIC", percent: "5" }) { id }
    share: putRevenueShare(input: { name: "hush share", cpo: "NL/VIC", beneficiary: "DE/VEM", percent: "5" }) { id }
  }`);
  const state = await until(`The check of ${ref}`, async () => {
    const { cdr } = await w.graph<{ cdr: { check: { state: string } } | null }>(
      'query ($ref: ID!) { cdr(ref: $ref) { check { state } } }',
      { ref },
    );
    return cdr && cdr.check.state !== 'WAITING' ? cdr.check.state : undefined;
  });
  if (state !== 'ACCEPTED')
    await w.graph('mutation ($ref: ID!) { acceptCdr(ref: $ref, reason: "As agreed.") { __typename } }', {
      ref,
    });
  const { runStatements: job } = await w.graph<{ runStatements: { id: string } }>(
    'mutation ($to: DateTime!) { runStatements(input: { from: "2000-01-01T00:00:00Z", to: $to }) { id } }',
    { to: new Date().toISOString() },
  );
  await until('The statement run', async () => {
    const { job: now } = await w.graph<{ job: { state: string; error: string | null } }>(
      `{ job(id: "${job.id}") { state error } }`,
    );
    if (now.state === 'FAILED') throw new Error(now.error ?? 'The statement run failed.');
    return now.state === 'DONE' ? now : undefined;
  });
  const [cpo = ''] = ref.match(/^[^/]+\/[^/]+/) ?? [];
  const { statements } = await w.graph<{
    statements: { items: { number: string; issuer: { ref: string } }[] };
  }>(
    'query ($job: ID!, $cpo: ID!) { statements(filter: { kind: STATEMENT, job: $job, party: $cpo }) { items { number issuer { ref } } } }',
    { job: job.id, cpo },
  );
  const statement = statements.items.find(({ issuer }) => issuer.ref === cpo)?.number;
  if (!statement) throw new Error(`Nobody was billed for ${ref}.`);
  const { payStatement } = await w.graph<{ payStatement: { id: string } }>(
    'mutation ($number: String!) { payStatement(number: $number, provider: "bank-transfer") { id } }',
    { number: statement },
  );
  return { statement, jobId: job.id, paymentId: payStatement.id, feeRuleId: fee.id, shareId: share.id };
};
