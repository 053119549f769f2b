/** Prometheus metrics of one process. A registry of its own, so that several hubs in one test do not collide. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, Registry };

export const createMetrics = (isDefaultCollected = true): Registry => {
  const registry = new Registry();
  if (isDefaultCollected) collectDefaultMetrics({ register: registry });
  return registry;
};
