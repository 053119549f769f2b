/** The graph as pages see it: its operations with their types, and what asks and follows them. */
export * from '../../generated/graphql.js';
export { createGraph, GraphError, idOf } from './request.js';
export type { Given, Graph, GraphFault, GraphOptions, RequestOptions, WayCode } from './request.js';
export { createWatcher } from './watch.js';
export type { LiveEvent, Watcher, WatchOptions } from './watch.js';
