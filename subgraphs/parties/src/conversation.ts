/** The exchanges of one correlation id as the graph shows them: trees, and the same from top to bottom. Pure. */
import { flattened, treesOf, type TreeNode } from './exchange.rules.js';
import { CONVERSATION_MAX } from './exchange.store.js';
import type { Conversation, ConversationLeg, Exchange } from './exchange.types.js';

/** `exchanges` in the order of time, one more than are shown when there are too many. */
export const conversationOf = (correlationId: string, exchanges: readonly Exchange[]): Conversation => {
  const trees = treesOf(exchanges.slice(0, CONVERSATION_MAX));
  const first = exchanges[0]?.startedAt ?? null;
  const legs = new Map<TreeNode<Exchange>, ConversationLeg>();
  const legOf = (node: TreeNode<Exchange>): ConversationLeg => {
    const leg = {
      exchange: node.leg,
      parentId: node.parent?.leg.id ?? null,
      depth: node.depth,
      offsetMs: node.leg.startedAt.getTime() - (first?.getTime() ?? 0),
      children: node.children.map(legOf),
    };
    legs.set(node, leg);
    return leg;
  };
  const roots = trees.map(legOf);
  const ends = exchanges.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs);
  return {
    correlationId,
    startedAt: first,
    durationMs: first === null ? 0 : Math.max(...ends) - first.getTime(),
    roots,
    legs: flattened(trees).flatMap((node) => legs.get(node) ?? []),
    isComplete: exchanges.length <= CONVERSATION_MAX,
  };
};
