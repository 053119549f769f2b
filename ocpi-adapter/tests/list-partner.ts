/**
 * A partner on a real socket that gives out lists, well by default and as wrongly as a test wants: for pulls.
 * `const cpo = await listPartner(w.graph, 'CPO NL/TNM'); cpo.objects = locations(25);`
 */
import type { ServerResponse } from 'node:http';
import type { JsonObject } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import type { MemoryGraph, MemoryPlatform } from './memory-graph.js';
import type { MemoryPull } from './memory-pulls.js';
import type { Heard, ScriptedPartner } from './scripted-partner.js';
import { scriptedPartner } from './scripted-partner.js';

/** A request for a page, read, and the page it would get. */
export interface Asked {
  heard: Heard;
  url: URL;
  /** How many pages were asked for before. */
  count: number;
  items: unknown[];
  offset: number;
  limit: number;
  total: number;
}

export class ListPartner {
  objects: unknown[] = [];
  /** The most objects it gives in a page. */
  pageMax = 10;
  /** Changes the headers of a page. */
  headers: (headers: Record<string, string>, asked: Asked) => Record<string, string> = (headers) => headers;
  /** Answers something else altogether, when it returns true. */
  instead: (asked: Asked, res: ServerResponse) => boolean = () => false;
  /** What stands in the envelope besides the list. */
  envelope: (items: unknown[], asked: Asked) => unknown = (data) => ({
    data,
    status_code: 1000,
    timestamp: '2026-11-23T00:00:00Z',
  });
  readonly asked: Asked[] = [];

  private constructor(
    readonly partner: ScriptedPartner,
    readonly platform: MemoryPlatform,
    private readonly graph: MemoryGraph,
  ) {}

  static async open(
    graph: MemoryGraph,
    parties: string | string[],
    { module = 'locations', base64Token = true }: { module?: string; base64Token?: boolean } = {},
  ): Promise<ListPartner> {
    const platform = graph.addPlatform('Partner', ...[parties].flat());
    const partner: ScriptedPartner = await scriptedPartner((heard, res) => lists.answer(heard, res));
    const lists = new ListPartner(partner, platform, graph);
    platform.outbound = { token: 'their-token', base64Token };
    platform.endpoints = [{ identifier: module, role: 'SENDER', url: `${partner.origin}/${module}` }];
    return lists;
  }

  get origin(): string {
    return this.partner.origin;
  }

  /** Offsets of the pages asked for, in order. */
  get offsets(): number[] {
    return this.asked.map(({ offset }) => offset);
  }

  close = (): Promise<void> => this.partner.close();

  pulled(module = 'locations', more?: Partial<MemoryPull>): Promise<MemoryPull> {
    return this.graph.pulls.pulled(this.platform, module, more);
  }

  private answer(heard: Heard, res: ServerResponse): void {
    const url = new URL(heard.path, this.origin);
    const wanted = Number(url.searchParams.get('limit') ?? this.pageMax);
    const limit = Math.min(wanted, this.pageMax);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const from = url.searchParams.get('date_from') ?? '';
    const matching = this.objects.filter((object) => lastUpdated(object) >= from);
    const items = matching.slice(offset, offset + limit);
    const total = matching.length;
    const asked = { heard, url, count: this.asked.length, items, offset, limit, total };
    this.asked.push(asked);
    if (this.instead(asked, res)) return;
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'X-Total-Count': String(total),
      'X-Limit': String(this.pageMax),
    };
    if (offset + items.length < total) {
      const next = new URL(url);
      next.searchParams.set('offset', String(offset + items.length));
      headers['Link'] = `<${next.href}>; rel="next"`;
    }
    res.writeHead(200, this.headers(headers, asked));
    res.end(JSON.stringify(this.envelope(items, asked)));
  }
}

const lastUpdated = (object: unknown): string =>
  String((object as Record<string, unknown> | null)?.['last_updated'] ?? '~');

/** So many locations of NL/TNM, LOC1 and on. */
export const locations = (count: number, more: object = {}): JsonObject[] =>
  Array.from({ length: count }, (_, i) => ({
    ...samples.location({ country_code: 'NL', party_id: 'TNM', id: `LOC${i + 1}` }),
    ...more,
  }));
