/**
 * Which web pages may speak with the graph.
 *
 * CORS: pages of the listed origins may read answers; others see nothing, because without our headers their browser
 * keeps the answer from them. CSRF: a browser sends some requests for any page without asking us first, with the
 * cookies it has. Such a request is refused unless it has something no page can send without being asked for first (a
 * JSON body, an Authorization header, a header made for it), and so is one that says it comes from a foreign page.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.js';

export interface OriginRules {
  /** Origins as browsers write them, `https://app.example.com`; `*` lets every page in, without its cookies. */
  origins: readonly string[];
  /** Refuse what a foreign page may have forged. */
  csrfPrevention: boolean;
}

/** A page that sends one of these was asked for leave by its browser first. */
const PREFLIGHTED = ['graphql-require-preflight', 'apollo-require-preflight', 'x-apollo-operation-name'];

const ALLOWED_HEADERS = ['content-type', 'authorization', 'x-request-id', 'x-correlation-id', ...PREFLIGHTED];
const EXPOSED_HEADERS = ['x-request-id', 'x-correlation-id', 'www-authenticate', 'retry-after'];
/** A day; browsers shorten it as they see fit. */
const PREFLIGHT_SECONDS = 86_400;

export class Origins {
  readonly #listed: ReadonlySet<string>;
  readonly #all: boolean;
  readonly #csrfPrevention: boolean;

  constructor({ origins, csrfPrevention }: OriginRules) {
    this.#listed = new Set(origins.map((origin) => origin.toLowerCase()));
    this.#all = this.#listed.has('*');
    this.#csrfPrevention = csrfPrevention;
  }

  /** Tells the browser whether this page may read the answer. */
  allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
    if (origin === undefined) return;
    const isListed = this.#listed.has(origin.toLowerCase());
    if (!isListed && !this.#all) return;
    response.setHeader('access-control-allow-origin', isListed ? origin : '*');
    response.setHeader('access-control-expose-headers', EXPOSED_HEADERS.join(', '));
    // Cookies for listed pages only: "every page" and "with the reader's cookies" together would be nobody's wish.
    if (isListed) response.setHeader('access-control-allow-credentials', 'true');
  }

  /** Answers a browser that asks for leave. */
  preflight(request: IncomingMessage, response: ServerResponse): void {
    this.allow(request, response);
    response.setHeader('allow', 'GET, POST, OPTIONS');
    if (response.hasHeader('access-control-allow-origin')) {
      response.setHeader('access-control-allow-methods', 'GET, POST');
      response.setHeader('access-control-allow-headers', ALLOWED_HEADERS.join(', '));
      response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
    }
    response.writeHead(204).end();
  }

  /** Why this request may be a forged one, if so. Who shows a key in a header is no browser tricked by a page. */
  forgery(headers: IncomingHttpHeaders, hasJsonBody: boolean): Refusal | undefined {
    if (!this.#csrfPrevention || headers.authorization !== undefined) return undefined;
    if (this.isForeign(headers))
      return new Refusal(
        403,
        'FORBIDDEN',
        `Pages of ${headers.origin} may not use this graph with a cookie; add the origin to HUB_GRAPHQL_ORIGINS.`,
      );
    if (hasJsonBody || PREFLIGHTED.some((name) => headers[name])) return undefined;
    return new Refusal(
      400,
      'INVALID_INPUT',
      'Any web page could have made your browser send this request; send the operation by POST as JSON, or add the ' +
        'header "GraphQL-Require-Preflight: 1".',
    );
  }

  /** From a page of an origin that is neither ours nor listed? Matters where a cookie says who asks. */
  isForeign({ origin, host }: IncomingHttpHeaders): boolean {
    if (origin === undefined || this.#listed.has(origin.toLowerCase())) return false;
    return !URL.canParse(origin) || new URL(origin).host !== host;
  }
}
