/**
 * Recorded HTTP legs (HUB-064): how one counts, where it lies in its conversation, and which may be sent once more.
 * Pure.
 */
import { Problem } from '@chargesphere/schema';

export const exchangeDirections = ['IN', 'OUT'] as const;
export type ExchangeDirection = (typeof exchangeDirections)[number];

export const exchangeModes = ['DIRECT', 'OPEN', 'BROADCAST', 'GET_ALL', 'HUB'] as const;
export type ExchangeMode = (typeof exchangeModes)[number];

export const exchangeStatuses = ['OK', 'CLIENT_ERROR', 'SERVER_ERROR', 'HUB_ERROR', 'NO_ANSWER'] as const;
export type ExchangeStatus = (typeof exchangeStatuses)[number];

export const bodyStates = ['NONE', 'KEPT', 'MASKED', 'TOO_LONG', 'UNREAD', 'UNREADABLE', 'EXPIRED'] as const;
export type BodyState = (typeof bodyStates)[number];

/** STA-007: an OCPI status counts by its thousand; where there is none, the HTTP status has to do. */
export const exchangeStatusOf = (http: number | null, ocpi: number | null): ExchangeStatus => {
  if (http === null) return 'NO_ANSWER';
  const thousand = ocpi === null ? undefined : Math.trunc(ocpi / 1000);
  if (thousand === 4) return 'HUB_ERROR';
  if (thousand === 3 || http >= 500) return 'SERVER_ERROR';
  if (thousand === 2 || http >= 400) return 'CLIENT_ERROR';
  // A success without an envelope, and a redirect nobody follows, are the answering side's fault.
  return thousand === 1 ? 'OK' : 'SERVER_ERROR';
};

/** UUID version 7: the instant it begins with, which is also the instant its leg began. */
export const instantOfId = (id: string): Date =>
  new Date(Number.parseInt(id.slice(0, 13).replace('-', ''), 16));

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const isExchangeId = (id: string): boolean => ID.test(id.toLowerCase());

/** What the tree of a conversation looks at. */
export interface TreeLeg {
  id: string;
  direction: ExchangeDirection;
  startedAt: Date;
  requestId: string;
  cause: string | null;
  replayOf: string | null;
}

export interface TreeNode<Leg> {
  leg: Leg;
  /** 0 for what nothing else here has caused. */
  depth: number;
  parent: TreeNode<Leg> | undefined;
  children: TreeNode<Leg>[];
}

/**
 * TRN-093, TRN-094: the legs of one correlation id as trees, each in the order of time. An outbound leg hangs under
 * the inbound one it served; an inbound one under the outbound leg that came back to us, as between chained hubs; and
 * a replay under what it repeats.
 */
export const treesOf = <Leg extends TreeLeg>(legs: readonly Leg[]): TreeNode<Leg>[] => {
  const inOrder = legs.toSorted(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const nodes = inOrder.map((leg): TreeNode<Leg> => ({ leg, depth: 0, parent: undefined, children: [] }));
  const byId = new Map(nodes.map((node) => [node.leg.id, node]));
  const asked = Map.groupBy(nodes, ({ leg }) => `${leg.direction} ${leg.requestId}`);
  const roots: TreeNode<Leg>[] = [];
  for (const node of nodes) {
    const parent = parentOf(node, byId, asked);
    // A request id that is used twice must not make a circle.
    if (parent === undefined || isBelow(parent, node)) roots.push(node);
    else {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  for (const root of roots) deepen(root, 0);
  return roots;
};

/** The same, from top to bottom as it is read. */
export const flattened = <Leg>(trees: readonly TreeNode<Leg>[]): TreeNode<Leg>[] =>
  trees.flatMap((node) => [node, ...flattened(node.children)]);

const parentOf = <Leg extends TreeLeg>(
  { leg }: TreeNode<Leg>,
  byId: ReadonlyMap<string, TreeNode<Leg>>,
  asked: ReadonlyMap<string, TreeNode<Leg>[]>,
): TreeNode<Leg> | undefined => {
  if (leg.replayOf !== null) return byId.get(leg.replayOf);
  const cause = leg.direction === 'IN' ? leg.requestId : leg.cause;
  if (cause === null) return undefined;
  const causes = asked.get(`${leg.direction === 'IN' ? 'OUT' : 'IN'} ${cause}`) ?? [];
  // Partners use request ids again; the last one before the leg is meant.
  return causes.findLast((other) => other.leg.startedAt <= leg.startedAt) ?? causes[0];
};

const isBelow = <Leg>(node: TreeNode<Leg> | undefined, top: TreeNode<Leg>): boolean =>
  node !== undefined && (node === top || isBelow(node.parent, top));

const deepen = <Leg>(node: TreeNode<Leg>, depth: number): void => {
  node.depth = depth;
  for (const child of node.children) deepen(child, depth + 1);
};

/** What a replay looks at. */
export interface ReplayedLeg {
  direction: ExchangeDirection;
  method: string;
  module: string | null;
  platformId: string | null;
  isUrlMasked: boolean;
}

/** State that may be told again: whoever has it already takes no harm. */
const restated: ReadonlySet<string> = new Set(['locations', 'tariffs', 'tokens', 'hubclientinfo']);

/** Throws the Problem that says why a leg may not be sent once more. */
export const requireReplayable = (leg: ReplayedLeg, body: BodyState): void => {
  const why = whyNot(leg, body);
  if (why !== undefined) throw new Problem('CONFLICT', `This exchange cannot be replayed: ${why}`);
};

const whyNot = ({ direction, method, module, platformId, isUrlMasked }: ReplayedLeg, body: BodyState) => {
  if (direction === 'IN') return 'a partner sent it, and only the partner can send it again.';
  if (method !== 'GET' && method !== 'PUT')
    return `${method} does something each time it is sent; only GET, and PUT of what may be told again, can be.`;
  if (method === 'PUT' && !restated.has(module ?? ''))
    return `PUT of ${module ?? 'nothing known'} is no state that may be told again; that of ${[...restated].join(', ')} is.`;
  if (module === 'credentials') return 'credentials change only by a handshake.';
  if (platformId === null) return 'it is not known whose platform it went to.';
  if (isUrlMasked) return 'its address holds personal data and was masked.';
  if (method === 'GET' || body === 'KEPT') return undefined;
  return body === 'MASKED'
    ? 'its body holds personal data and was masked.'
    : `its body is not there any more (${body}).`;
};
