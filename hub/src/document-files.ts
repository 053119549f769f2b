/** Each kind of document: what is asked of the graph for it, and how it is written. */
import { Readable } from 'node:stream';
import {
  analyticsCsv,
  cdrsCsv,
  DOCUMENT_LINES_MAX,
  invoiceXml,
  obstaclesOf,
  PRINTED_LINES,
  statementCsv,
  statementPdf,
  type AnalyticsCsvRow,
  type StatementHead,
  type StatementLineView,
} from '@chargesphere/billing';
import { canonicalDateTime, instantOf, type CDR } from '@chargesphere/schema';
import type { Ask } from './documents.js';

export interface DocumentFile {
  name: string;
  type: string;
  /** Shown by the browser instead of saved. */
  isShown?: true;
  content: Readable;
}

/** Why there is no document, in one sentence, and the status that says so. */
export class DocumentRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Lines of an XML invoice at the most: all of them are in memory while it is written. */
const XML_LINES = 50_000;
const CDRS_AT_ONCE = 200;

const HEAD = 'query StatementDocument($number: ID!) { head: statementDocument(number: $number) }';
const LINES = `query StatementDocumentLines($number: ID!, $after: Int!, $limit: Int!) {
  lines: statementDocumentLines(number: $number, after: $after, limit: $limit)
}`;
const CDRS = `query CdrsToExport($filter: CdrFilter, $page: PageInput) {
  cdrs(filter: $filter, page: $page) { items { document } next }
}`;

const ANALYTICS = `query AnalyticsToExport($from: DateTime!, $to: DateTime!, $interval: AnalyticsInterval,
  $by: AnalyticsGroup, $timeZone: String!, $filter: AnalyticsFilter, $page: PageInput) {
  analytics(from: $from, to: $to, interval: $interval, by: $by, timeZone: $timeZone, filter: $filter, page: $page) {
    items { from key charges energyKwh hours meanMinutes revenue { currency beforeTaxes } } next
  }
}`;

const PAYOUTS = 'query PayoutFile($id: ID!) { batch: payoutBatch(id: $id) { messageId document } }';

type CountedHead = StatementHead & { lineCount: number };

/** A statement; 404 when it is not there or not the asker's. */
export const statementFile = async (number: string, kind: string, ask: Ask): Promise<DocumentFile> => {
  const { head } = await ask<{ head: CountedHead | null }>(HEAD, { number });
  if (!head)
    throw new DocumentRefusal(
      404,
      `There is no statement ${number} that you may see; look at "statements" in the graph.`,
    );
  const name = `${head.number}.${kind}`;
  if (kind === 'csv')
    return { name, type: 'text/csv; charset=utf-8', content: statementCsv(head, linesOf(head.number, ask)) };
  if (kind === 'xml') return { name, type: 'application/xml', content: await invoiceOf(head, ask) };
  const lines = await gather(linesOf(head.number, ask, PRINTED_LINES));
  const content = statementPdf({ ...head, lines }, head.lineCount);
  return { name, type: 'application/pdf', isShown: true, content };
};

const invoiceOf = async (head: CountedHead, ask: Ask): Promise<Readable> => {
  if (head.lineCount > XML_LINES)
    throw new DocumentRefusal(
      422,
      `${head.number} has ${head.lineCount} lines, and invoices in XML ${XML_LINES} at the most; its CSV has them all.`,
    );
  const view = { ...head, lines: await gather(linesOf(head.number, ask)) };
  const obstacles = obstaclesOf(view);
  if (obstacles.length > 0)
    throw new DocumentRefusal(
      422,
      `${head.number} can not be an invoice by EN 16931. ${obstacles.map(({ rule, sentence }) => `${rule}: ${sentence}`).join(' ')}`,
    );
  return Readable.from(invoiceXml(view));
};

async function* linesOf(number: string, ask: Ask, most = Infinity): AsyncGenerator<StatementLineView> {
  let after = 0;
  while (after < most) {
    const limit = Math.min(DOCUMENT_LINES_MAX, most - after);
    const { lines } = await ask<{ lines: StatementLineView[] }>(LINES, { number, after, limit });
    yield* lines;
    if (lines.length < limit) return;
    after = lines.at(-1)?.position ?? Infinity;
  }
}

const gather = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** CDRs of charges that began in a time, as they come: `from` and `to` are instants or days, both may be left out. */
export const cdrsFile = async (search: URLSearchParams, ask: Ask): Promise<DocumentFile> => {
  const filter = { startedFrom: instantIn(search, 'from'), startedTo: instantIn(search, 'to') };
  const pages = cdrsOf(filter, ask);
  // The first page is asked for before the head of the answer goes out, so that a refusal can still be told.
  const first = await pages.next();
  return { name: 'cdrs.csv', type: 'text/csv; charset=utf-8', content: cdrsCsv(resumed(first, pages)) };
};

/** Sums over CDRs; `from` and `to` as for CDRs, the rest as the arguments of `analytics`. */
export const analyticsFile = async (search: URLSearchParams, ask: Ask): Promise<DocumentFile> => {
  const [from, to] = [instantIn(search, 'from'), instantIn(search, 'to')];
  if (from === null || to === null)
    throw new DocumentRefusal(400, 'Say from when to when, such as ?from=2026-11-01&to=2026-12-01.');
  const filter = Object.fromEntries(
    ['cpo', 'emsp', 'location'].flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
  );
  const rows = analyticsRowsOf(
    {
      ...{ from, to, filter, timeZone: search.get('timeZone') ?? 'UTC' },
      interval: oneOf(search, 'interval', ['HOUR', 'DAY', 'WEEK', 'MONTH']),
      by: oneOf(search, 'by', ['CPO', 'EMSP', 'LOCATION']),
    },
    ask,
  );
  const first = await rows.next();
  return {
    name: 'analytics.csv',
    type: 'text/csv; charset=utf-8',
    content: analyticsCsv(resumed(first, rows)),
  };
};

async function* analyticsRowsOf(asked: object, ask: Ask): AsyncGenerator<AnalyticsCsvRow, undefined> {
  let after: string | null = null;
  do {
    const page: object = { limit: CDRS_AT_ONCE, ...(after !== null && { after }) };
    const { analytics } = await ask<{ analytics: { items: AnalyticsCsvRow[]; next: string | null } }>(
      ANALYTICS,
      { ...asked, page },
    );
    yield* analytics.items;
    after = analytics.next;
  } while (after !== null);
}

/** A batch of payouts as the bank takes it, pain.001.001.09. */
export const payoutFile = async (id: string, ask: Ask): Promise<DocumentFile> => {
  const { batch } = await ask<{ batch: { messageId: string; document: string } | null }>(PAYOUTS, { id });
  if (!batch)
    throw new DocumentRefusal(404, `There is no batch ${id}; look at "payoutBatches" in the graph.`);
  return {
    name: `${batch.messageId}.xml`,
    type: 'application/xml',
    content: Readable.from([batch.document]),
  };
};

async function* cdrsOf(filter: object, ask: Ask): AsyncGenerator<CDR, undefined> {
  let after: string | null = null;
  do {
    const page: object = { limit: CDRS_AT_ONCE, ...(after !== null && { after }) };
    const { cdrs } = await ask<{ cdrs: { items: { document: CDR }[]; next: string | null } }>(CDRS, {
      filter,
      page,
    });
    for (const { document } of cdrs.items) yield document;
    after = cdrs.next;
  } while (after !== null);
}

async function* resumed<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

const instantIn = (search: URLSearchParams, name: string): string | null => {
  const given = search.get(name);
  if (given === null) return null;
  const text = /^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00:00Z` : given;
  if (instantOf(text) === undefined)
    throw new DocumentRefusal(400, `${name} is "${given}"; write a day or an instant, such as 2026-11-01.`);
  return canonicalDateTime(text);
};

const oneOf = (search: URLSearchParams, name: string, names: readonly string[]): string | null => {
  const given = search.get(name)?.toUpperCase();
  if (given === undefined || given === '') return null;
  if (names.includes(given)) return given;
  throw new DocumentRefusal(400, `${name} is "${given}"; write one of ${names.join(', ')}, or leave it out.`);
};
