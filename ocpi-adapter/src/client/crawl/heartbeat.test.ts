import { heartbeat } from './heartbeat.js';

it('HUB-051 renews a claim from time to time only, and says when it is gone', async () => {
  let now = 0;
  let renewals = 0;
  const beat = heartbeat(
    () => {
      renewals += 1;
      return renewals > 2 ? Promise.reject(new Error('taken over')) : Promise.resolve();
    },
    30,
    () => now,
  );
  for (now = 0; now < 90; now += 1) await beat();
  expect(renewals).toBe(2);
  await expect(beat()).rejects.toThrow('taken over');
});
