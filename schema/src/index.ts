export * from './caller.js';
export * from './problems.js';
export * from './ref.js';
export type { Violation } from './derive/validate.js';
