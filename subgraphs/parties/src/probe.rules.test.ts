import { afterProbe, circuitPause, probeTimes } from './probe.rules.js';

const times = probeTimes();
const minutes = (count: number): number => count * 60_000;
const good = { ok: true, http: 200 };
const bad = { ok: false };

it('HCI-020 a platform is asked after five minutes of silence, unless another time is set', () => {
  expect(times.silence_ms).toBe(minutes(5));
  expect(afterProbe({ status: 'CONNECTED', failures: 0 }, good, times).next_ms).toBe(minutes(5));
  expect(probeTimes({ silence_ms: 1_000 })).toMatchObject({ silence_ms: 1_000, retry_ms: 100, failures: 2 });
});

it('HCI-021 a good answer makes it CONNECTED, whatever was before', () => {
  expect(afterProbe({ status: 'OFFLINE', failures: 9 }, good, times)).toEqual({
    failures: 0,
    next_ms: minutes(5),
    step: 'hear',
    alarm: undefined,
  });
  expect(afterProbe({ status: 'CONNECTED', failures: 1 }, good, times)).toMatchObject({
    failures: 0,
    step: undefined,
  });
});

it('HCI-021 one failure is forgiven, the second in a row makes it OFFLINE', () => {
  const first = afterProbe({ status: 'CONNECTED', failures: 0 }, bad, times);
  expect(first).toEqual({ failures: 1, next_ms: 30_000, step: undefined, alarm: undefined });
  const second = afterProbe({ status: 'CONNECTED', failures: first.failures }, bad, times);
  expect(second).toEqual({ failures: 2, next_ms: 30_000, step: 'silence', alarm: 'UNREACHABLE' });
  const patient = probeTimes({ failures: 3 });
  expect(afterProbe({ status: 'CONNECTED', failures: 1 }, bad, patient).step).toBeUndefined();
});

it('HCI-023 while it is OFFLINE it is asked at growing intervals, but never given up', () => {
  const intervals: number[] = [];
  for (let failures = 2; intervals.length < 9; failures += 1)
    intervals.push(afterProbe({ status: 'OFFLINE', failures }, bad, times).next_ms / 1000);
  expect(intervals).toEqual([60, 120, 240, 480, 960, 1800, 1800, 1800, 1800]);
  expect(afterProbe({ status: 'OFFLINE', failures: 1_000_000 }, bad, times).next_ms).toBe(minutes(30));
});

it('HCI-024 401 makes it OFFLINE at once and alarms an operator', () => {
  expect(afterProbe({ status: 'CONNECTED', failures: 0 }, { ok: false, http: 401 }, times)).toMatchObject({
    step: 'silence',
    alarm: 'TOKEN_REFUSED',
  });
  expect(afterProbe({ status: 'CONNECTED', failures: 0 }, { ok: false, http: 500 }, times)).toMatchObject({
    step: undefined,
    alarm: undefined,
  });
});

it('a circuit that opens again and again stays open ever longer', () => {
  expect([1, 2, 3, 4, 20].map((openings) => circuitPause(openings, times) / 1000)).toEqual([
    0, 30, 60, 120, 1800,
  ]);
});
