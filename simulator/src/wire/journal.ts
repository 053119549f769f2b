/**
 * What a platform received and what it sent, in order, and a way to wait for an arrival without polling.
 * Tests assert here what the other side really saw: headers, bodies and answers.
 */
import type { Complaint } from './complaints.js';
import type { Envelope } from './envelope.js';
import type { InterfaceRole } from './ocpi.request.js';
import type { PartyId } from './routing.js';

/** A request that arrived. */
export interface Received {
  at: string;
  method: string;
  /** Path and query as they came. */
  path: string;
  /** `versions`, `details`, `credentials` or a module id; undefined when nothing is offered at that path. */
  module: string | undefined;
  role: InterfaceRole | undefined;
  /** What followed the endpoint URL, decoded. */
  segments: string[];
  /** Names in lower case. */
  headers: Record<string, string>;
  to: PartyId | undefined;
  from: PartyId | undefined;
  body: unknown;
  /** The body as it came; '' when there was none. */
  text: string;
  /** What in this request breaks OCPI; empty for a conformant hub. */
  complaints: Complaint[];
  /** What was answered; absent while it hangs. */
  answer?: { http: number; envelope: Envelope | undefined; headers: Record<string, string> };
}

/** A request this platform made, with what it was answered. */
export interface Sent {
  at: string;
  method: string;
  url: string;
  module: string;
  headers: Record<string, string>;
  body: unknown;
  answer?: { http: number; envelope: Envelope | undefined; headers: Record<string, string> };
  /** Why there was no answer. */
  failure?: string;
}

/** Which arrivals: by some of their fields, or by a predicate. */
export type Match =
  | {
      module?: string;
      role?: InterfaceRole;
      method?: string;
      path?: string | RegExp;
      segments?: readonly string[];
    }
  | ((received: Received) => boolean);

export const isMatch = (match: Match | undefined, received: Received): boolean => {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(received);
  const { module, role, method, path, segments } = match;
  return (
    (module === undefined || module.toLowerCase() === received.module?.toLowerCase()) &&
    (role === undefined || role === received.role) &&
    (method === undefined || method.toUpperCase() === received.method) &&
    (segments === undefined || segments.join('/') === received.segments.join('/')) &&
    (path === undefined ||
      (typeof path === 'string' ? received.path.includes(path) : path.test(received.path)))
  );
};

interface Waiter {
  match: Match | undefined;
  resolve: (received: Received) => void;
}

export class Journal {
  readonly received: Received[] = [];
  readonly sent: Sent[] = [];
  private readonly unclaimed = new Set<Received>();
  private readonly waiters = new Set<Waiter>();
  private readonly requestIds = new Set<string>();

  /** A platform that runs for long remembers only so many messages each way. */
  constructor(private readonly limit = Infinity) {}

  addReceived(received: Received): void {
    this.received.push(received);
    const dropped = this.received.length > this.limit ? this.received.shift() : undefined;
    if (dropped) this.unclaimed.delete(dropped);
  }

  addSent(sent: Sent): void {
    this.sent.push(sent);
    if (this.sent.length > this.limit) this.sent.shift();
  }

  /** Notes a request id; true when it was seen before. */
  isRepeated(requestId: string): boolean {
    if (this.requestIds.has(requestId)) return true;
    this.requestIds.add(requestId);
    for (const oldest of this.requestIds) {
      if (this.requestIds.size <= this.limit) break;
      this.requestIds.delete(oldest);
    }
    return false;
  }

  /** Called once the platform acted upon a request, or a fault made it wait. */
  arrive(received: Received): void {
    for (const waiter of this.waiters)
      if (isMatch(waiter.match, received)) {
        this.waiters.delete(waiter);
        waiter.resolve(received);
        return;
      }
    this.unclaimed.add(received);
  }

  /**
   * The next arrival that matches. Every arrival is given out once, so it does not matter whether the request
   * comes before or after this call, and a second call waits for a second request.
   */
  next(match?: Match, timeout_ms = 5_000): Promise<Received> {
    for (const received of this.unclaimed)
      if (isMatch(match, received)) {
        this.unclaimed.delete(received);
        return Promise.resolve(received);
      }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        const seen = [...this.unclaimed].map(({ method, path }) => `${method} ${path}`).join(', ');
        reject(
          new Error(`Nothing that matches arrived within ${timeout_ms} ms; unclaimed: ${seen || 'nothing'}.`),
        );
      }, timeout_ms);
      const waiter: Waiter = {
        match,
        resolve: (received) => {
          clearTimeout(timer);
          resolve(received);
        },
      };
      this.waiters.add(waiter);
    });
  }

  /** Forgets everything so far; waiting calls keep waiting. */
  clear(): void {
    this.received.length = 0;
    this.sent.length = 0;
    this.unclaimed.clear();
  }
}
