/**
 * Documents as files: statements as PDF, UBL and CSV, CDRs and sums over them as CSV, payouts as a file for the bank. What is in them comes
 * from the graph, asked in the name of whoever wants the file, so a party gets what it may see and nothing else. They
 * are sent while they are written; what a buyer's software would refuse is not written at all, but told with its cure.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway } from '@chargesphere/gateway';
import { Problem, type Caller, type Principal } from '@chargesphere/schema';
import { accessPolicy } from './access.rules.js';
import {
  analyticsFile,
  cdrsFile,
  DocumentRefusal,
  payoutFile,
  statementFile,
  type DocumentFile,
} from './document-files.js';

export interface DocumentParts {
  gateway: Pick<Gateway, 'execute' | 'principalOf'>;
  log: Logger;
}

/** Documents written at once by one process; each takes a core for up to seconds. */
const AT_ONCE = 4;
/** Longest for one document, and longest without a byte going out. */
const WHOLE_MS = 10 * 60_000;
const STALLED_MS = 60_000;

interface Route {
  path: RegExp;
  /** The field of the graph that is asked: whoever may not ask it may not have the file. */
  coordinate: string;
  file(names: readonly string[], search: URLSearchParams, ask: Ask): Promise<DocumentFile>;
}

/** Asks the graph as whoever wants the document; throws its errors. */
export type Ask = <Data>(document: string, variables?: Record<string, unknown>) => Promise<Data>;

const routes: readonly Route[] = [
  {
    path: /^\/documents\/statements\/([A-Za-z0-9-]{1,64})\.(pdf|xml|csv)$/,
    coordinate: 'Query.statementDocument',
    file: ([number = '', kind = ''], _search, ask) => statementFile(number, kind, ask),
  },
  {
    path: /^\/documents\/cdrs\.csv$/,
    coordinate: 'Query.cdrs',
    file: (_names, search, ask) => cdrsFile(search, ask),
  },
  {
    path: /^\/documents\/analytics\.csv$/,
    coordinate: 'Query.analytics',
    file: (_names, search, ask) => analyticsFile(search, ask),
  },
  {
    path: /^\/documents\/payouts\/([0-9a-f-]{36})\.xml$/,
    coordinate: 'Query.payoutBatch',
    file: ([id = ''], _search, ask) => payoutFile(id, ask),
  },
];

export class Documents {
  #writing = 0;

  constructor(private readonly parts: DocumentParts) {}

  /** Answers everything below /documents; never rejects. */
  readonly handler = (request: IncomingMessage, response: ServerResponse): void => {
    this.#answer(request, response).catch((error: unknown) => this.#fail(error, request, response));
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new DocumentRefusal(405, `${request.method} is not answered here; documents are read by GET.`, {
        allow: 'GET, HEAD',
      });
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub');
    const route = routes.find(({ path }) => path.test(pathname));
    if (!route)
      throw new DocumentRefusal(
        404,
        `There is no document at ${pathname}. There are /documents/statements/<number>.pdf, .xml and .csv, /documents/cdrs.csv, /documents/analytics.csv, and /documents/payouts/<id of the batch>.xml.`,
      );
    const principal = await this.#principal(request);
    if (!accessPolicy.mayUse(accessPolicy.audienceOf(principal), route.coordinate))
      throw new DocumentRefusal(403, 'Your role or key does not give you these documents; ask an operator.');
    if (this.#writing >= AT_ONCE)
      throw new DocumentRefusal(503, 'Other documents are being written; ask again in a few seconds.', {
        'retry-after': '5',
      });
    this.#writing += 1;
    try {
      const names = (route.path.exec(pathname) ?? []).slice(1);
      const file = await route.file(names, searchParams, this.#asking(principal));
      await send(file, request, response);
    } finally {
      this.#writing -= 1;
    }
  }

  async #principal(request: IncomingMessage): Promise<Principal> {
    const principal = await this.parts.gateway.principalOf(request);
    if (principal !== 'invalid' && principal.kind !== 'anonymous') return principal;
    throw new DocumentRefusal(
      401,
      principal === 'invalid'
        ? 'This API key is not known, or no longer; use one that is.'
        : 'Say who you are: log in, or send the header "Authorization: Bearer <API key>".',
      { 'www-authenticate': 'Bearer realm="ChargeSphere"' },
    );
  }

  #asking(principal: Principal): Ask {
    const id = randomUUID();
    const caller: Caller = { principal, requestId: id, correlationId: id };
    return async <Data>(document: string, variables: Record<string, unknown> = {}): Promise<Data> => {
      const { data, errors } = await this.parts.gateway.execute({ document, variables, caller });
      if (errors?.[0]) throw errors[0];
      return data as Data;
    };
  }

  /** What went wrong before the first byte is told; afterwards the connection is cut, so that nobody takes a half for whole. */
  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(error);
    if (!refusal) this.parts.log.error({ err: error, url: request.url }, 'a document could not be written');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, headers, message } = refusal ?? {
      status: 500,
      headers: {},
      message: 'The document could not be written; the log of the hub says why.',
    };
    response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ error: message }));
  }
}

const STATUS_OF: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
};

/** Errors of the graph that are the asker's own. */
const refusalOf = (error: unknown): DocumentRefusal | undefined => {
  if (error instanceof DocumentRefusal) return error;
  if (!(error instanceof Error)) return undefined;
  const { extensions } = error as { extensions?: { code?: unknown } };
  const code = error instanceof Problem ? error.code : extensions?.code;
  const status = STATUS_OF[String(code)];
  return status === undefined ? undefined : new DocumentRefusal(status, error.message);
};

const send = async (
  file: DocumentFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const signal = AbortSignal.timeout(WHOLE_MS);
  // Up to the first piece it can still be told what is wrong.
  await once(file.content, 'readable', { signal });
  response.writeHead(200, {
    'content-type': file.type,
    'content-disposition': `${file.isShown ? 'inline' : 'attachment'}; filename="${file.name}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  });
  if (request.method === 'HEAD') {
    file.content.destroy();
    response.end();
    return;
  }
  response.setTimeout(STALLED_MS, () => response.destroy());
  await pipeline(file.content, response, { signal });
};
