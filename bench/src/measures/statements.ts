/**
 * A statement run over many CDRs beside one over a tenth of them: clearing, posting and issuing, as an operator asks
 * for it. The same rate at both ends says that the work grows with the number of CDRs and not faster.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { seedCdrs } from '../stage/cdrs.js';
import { postGraph } from '../stage/graph.client.js';
import type { HubUnderTest } from '../stage/hub.js';
import { watchMemory } from '../stage/memory.js';
import type { Stage } from '../stage/stage.js';
import type { Row } from '../report.rules.js';
import type { Result } from './measure.js';

const FEE = { name: 'Clearing', payer: 'EMSP', currency: 'EUR', perSession: '0.05', percent: '1' };
const LOOK_EVERY_MS = 100;
/** Of a run, at the most: five hundred CDRs a second are slow. */
const patience_ms = (cdrs: number): number => 60_000 + cdrs * 2;

interface Run {
  cdrs: number;
  transfers: number;
  statements: number;
  elapsed_ms: number;
  memory: {
    before: number | undefined;
    most: number | undefined;
    halves: [first: number | undefined, second: number | undefined];
  };
}

export const statements = async ({ hub }: Stage, { cdrs }: { cdrs: number }): Promise<Result> => {
  await postGraph(hub, 'mutation ($input: FeeRuleInput!) { putFeeRule(input: $input) { id } }', {
    input: { ...FEE, taxName: 'VAT', taxPercentage: '21' },
  });
  await ran(hub, 1, 1_000); // warms up
  const few = await ran(hub, 1_001, Math.round(cdrs / 10));
  const many = await ran(hub, 1_001 + Math.round(cdrs / 10), cdrs);
  return { rows: [rowOf(many, few)], notes: [few, many].map(noteOf), details: [few, many] };
};

const ran = async (hub: HubUnderTest, from: number, cdrs: number): Promise<Run> => {
  await seedCdrs(hub.database.url, from, cdrs);
  const memory = watchMemory(hub.pid);
  const input = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
  const { runStatements } = (await postGraph(
    hub,
    'mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }',
    { input },
  )) as { runStatements: { id: string } };
  const job = await ended(hub, runStatements.id, patience_ms(cdrs));
  const { 'clearing CDRs': cleared = 0, posting = 0, 'issuing statements': issued = 0 } = job.result;
  // The clock's own clearing may have been faster with some of them; what is posted tells.
  if (posting !== cdrs * TRANSFERS_EACH)
    throw new Error(
      `${posting} transfers of ${cdrs} CDRs were posted, ${cleared} CDRs cleared: not all of them.`,
    );
  const elapsed_ms = Date.parse(job.finishedAt) - Date.parse(job.startedAt);
  return {
    cdrs,
    transfers: posting,
    statements: issued,
    elapsed_ms,
    memory: { before: memory.before, most: memory.stop(), halves: memory.halves() },
  };
};

/** Two costs with VAT, and the fee with VAT. */
const TRANSFERS_EACH = 6;

interface Ended {
  result: Record<string, number>;
  startedAt: string;
  finishedAt: string;
}

const ended = async (hub: HubUnderTest, id: string, within_ms: number): Promise<Ended> => {
  const until = Date.now() + within_ms;
  while (Date.now() < until) {
    const { job } = (await postGraph(
      hub,
      'query ($id: ID!) { job(id: $id) { state error result startedAt finishedAt } }',
      { id },
    )) as { job: Ended & { state: string; error: string | null } };
    if (job.state === 'DONE') return job;
    if (job.state === 'FAILED') throw new Error(`The statement run failed: ${job.error ?? ''}`);
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`The statement run took longer than ${within_ms} ms.`);
};

const perSecond = ({ cdrs, elapsed_ms }: Run): number => (cdrs * 1000) / elapsed_ms;

const rowOf = (many: Run, few: Run): Row => {
  const ratio = perSecond(many) / perSecond(few);
  return {
    measure: 'statements',
    beside: 'a tenth of the CDRs',
    unit: '/s',
    ratio: { median: ratio, low: ratio, high: ratio },
    value: { hub: perSecond(many), floor: perSecond(few) },
    cpuRatio: undefined,
    cpu_us: undefined,
    database_us: undefined,
  };
};

const noteOf = (run: Run): string => {
  const { cdrs, transfers, statements: issued, elapsed_ms, memory } = run;
  const inMegabytes = (size: number | undefined) =>
    size === undefined ? 'not told' : `${Math.round(size / 1e6)} MB`;
  return [
    `statements: ${cdrs} CDRs, ${transfers} transfers, ${issued} documents in ${(elapsed_ms / 1000).toFixed(1)} s,`,
    `${Math.round(perSecond(run))} CDRs/s; memory of the hub ${inMegabytes(memory.before)} before,`,
    `${inMegabytes(memory.halves[0])} at the most in the first half, ${inMegabytes(memory.halves[1])} in the second`,
  ].join(' ');
};
