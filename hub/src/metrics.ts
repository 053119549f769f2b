/** What the hub counts for Prometheus. Labels come from closed sets only: nobody outside can make a time series. */
import { Counter, createMetrics, Gauge, Histogram, type Registry } from '@chargesphere/chassis';
import type { Observe } from '@chargesphere/gateway';
import type { AdapterOptions } from '@chargesphere/ocpi-adapter';

export interface HubMetrics {
  registry: Registry;
  graph: Observe;
  ocpi: NonNullable<AdapterOptions['observe']>;
  exchanges: NonNullable<AdapterOptions['observeExchanges']>;
  health: NonNullable<AdapterOptions['observeHealth']>;
  /** Is the Redis of the configuration there? Never told without one. */
  redis: (isReady: boolean) => void;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

export const hubMetrics = (): HubMetrics => {
  const registry = createMetrics();
  const registers = [registry];
  const requests = new Histogram({
    name: 'chargesphere_ocpi_request_seconds',
    help: 'OCPI requests answered, by module, method, HTTP and OCPI status.',
    labelNames: ['module', 'method', 'http', 'ocpi'],
    buckets: SECONDS,
    registers,
  });
  const limited = new Counter({
    name: 'chargesphere_ocpi_limited_total',
    help: 'OCPI requests refused for asking too much of the hub, by the limit that was in the way.',
    labelNames: ['limit'],
    registers,
  });
  const redis = new Gauge({
    name: 'chargesphere_redis_ready',
    help: 'Whether the shared Redis is there (1); at 0 each node counts by itself. Without REDIS_URL it stays 0.',
    registers,
  });
  const operations = new Histogram({
    name: 'chargesphere_graph_operation_seconds',
    help: 'Graph operations executed, by the way they came in, kind and outcome.',
    labelNames: ['via', 'kind', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const events = new Counter({
    name: 'chargesphere_graph_events_total',
    help: 'Results sent to subscribers, by outcome; dropped ones were lost to slow subscribers.',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'chargesphere_graph_refused_total',
    help: 'Graph requests turned away before execution.',
    labelNames: ['via', 'code'],
    registers,
  });
  const open = new Gauge({
    name: 'chargesphere_graph_open',
    help: 'Open subscriptions and sockets.',
    labelNames: ['what'],
    registers,
  });
  const exchanges = new Counter({
    name: 'chargesphere_exchanges_total',
    help: 'HTTP exchanges with partners by what became of their record; dropped ones came faster than they could be written.',
    labelNames: ['outcome'],
    registers,
  });
  const waiting = new Gauge({
    name: 'chargesphere_exchanges_waiting',
    help: 'HTTP exchanges that wait to be recorded.',
    registers,
  });
  const probes = new Counter({
    name: 'chargesphere_probes_total',
    help: 'Platforms asked whether they are there, by whether they gave a good answer.',
    labelNames: ['ok'],
    registers,
  });
  const circuits = new Gauge({
    name: 'chargesphere_circuits_open',
    help: 'Platforms that are sent no messages because they left several unanswered.',
    registers,
  });
  return {
    registry,
    health: (event) =>
      event.what === 'probe' ? probes.inc({ ok: String(event.ok) }) : circuits.set(event.open),
    exchanges: ({ outcome, legs, waiting: left }) => {
      exchanges.inc({ outcome: outcome.replaceAll(' ', '_') }, legs);
      waiting.set(left);
    },
    redis: (isReady) => redis.set(isReady ? 1 : 0),
    ocpi: ({ module, method, http, ocpi, duration_ms, limit }) => {
      requests.observe(
        { module, method: METHODS.has(method) ? method : 'other', http, ocpi },
        duration_ms / 1000,
      );
      if (limit) limited.inc({ limit });
    },
    graph: (observation) => {
      switch (observation.what) {
        case 'operation': {
          const { via, kind, outcome, duration_ms } = observation;
          return operations.observe({ via, kind, outcome }, duration_ms / 1000);
        }
        case 'event':
          return events.inc({ outcome: observation.outcome });
        case 'dropped':
          return events.inc({ outcome: 'dropped' });
        case 'subscriptions':
        case 'sockets':
          return open.set({ what: observation.what }, observation.open);
        case 'refused':
          return refused.inc({ via: observation.via, code: observation.code });
        default:
          return observation satisfies never;
      }
    },
  };
};
