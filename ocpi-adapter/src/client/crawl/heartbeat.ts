/** Renews a claim while one page takes long, so that no other node takes the pull for orphaned. */

/** To be called between two steps of long work; it renews only when it is time. */
export type Heartbeat = () => Promise<void>;

export function heartbeat(
  renew: () => Promise<unknown>,
  every_ms: number,
  now: () => number = () => performance.now(),
): Heartbeat {
  let last = now();
  return async () => {
    if (now() - last < every_ms) return;
    last = now();
    await renew();
  };
}
