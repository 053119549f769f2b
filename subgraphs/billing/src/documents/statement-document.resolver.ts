/**
 * Statements as documents print them, for whoever writes the documents: the hub does, where its gateway is, so that the
 * database's node is spared and a document can be sent while its lines are read.
 */
import { between, documentScalar } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import type { StatementRow, StatementStore } from '../clearing/statement.store.js';
import { partiesOf } from '../ledger/viewer.js';
import type { StatementHead, StatementLineView } from './statement-view.js';

export const StatementDocument = documentScalar(
  'StatementDocument',
  'A statement as its documents print it, without its lines: both parties by their billing profiles as they were when it was issued, totals, taxes, and how many lines it has (lineCount).',
);

export const StatementLineDocument = documentScalar(
  'StatementLineDocument',
  'A line of a statement as its documents print it.',
);

/** Lines of one answer at the most: each answer reads through the whole statement. */
export const DOCUMENT_LINES_MAX = 10_000;

const NUMBER = { description: 'Its number.' };

@Resolver()
export class StatementDocumentResolver {
  constructor(private readonly store: StatementStore) {}

  @Query(() => StatementDocument, {
    nullable: true,
    description:
      'What the documents of a statement print, but for its lines; null when it is not there or not yours.',
  })
  async statementDocument(
    @Arg('number', () => ID, NUMBER) number: string,
    @Ctx() context: BillingContext,
  ): Promise<(StatementHead & { lineCount: number }) | null> {
    const row = await this.#find(number, context);
    if (!row) return null;
    const [head, lineCount, settledBy] = await Promise.all([
      this.store.head(row),
      this.store.lineCount(row),
      row.kind === 'STATEMENT' ? null : this.store.settling(row.number),
    ]);
    return { ...head, ...(settledBy !== null && { settledBy }), lineCount };
  }

  @Query(() => [StatementLineDocument], {
    description: 'Its lines in their order; none when the statement is not there or not yours.',
  })
  async statementDocumentLines(
    @Arg('number', () => ID, NUMBER) number: string,
    @Arg('after', () => Int, { defaultValue: 0, description: 'Only lines after this position.' })
    after: number,
    @Arg('limit', () => Int, {
      defaultValue: 1000,
      description: `How many, ${DOCUMENT_LINES_MAX} at the most.`,
    })
    limit: number,
    @Ctx() context: BillingContext,
  ): Promise<StatementLineView[]> {
    const row = await this.#find(number, context);
    between(limit, 1, DOCUMENT_LINES_MAX, 'limit');
    return row ? this.store.lines(row, Math.max(0, after), limit) : [];
  }

  async #find(number: string, { caller }: BillingContext): Promise<StatementRow | undefined> {
    return (await this.store.byNumbers(partiesOf(caller), [number.toUpperCase()]))[0];
  }
}
