/** Limits under which a pull of a few objects has many pages and nothing waits long. */
export const pullLimits = {
  pullPage: 10,
  pullPause_ms: 0,
  pullRetries_ms: [1, 1],
  pull_ms: 250,
  pullLook_ms: 60_000,
  close_ms: 2_000,
};
