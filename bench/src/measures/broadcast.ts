/**
 * From the push of a Location to the moment at which 99 % of the healthy receivers have it: 200 platforms, of which one
 * hangs and one refuses, beside a server that keeps nothing and only sends on.
 */
import type { Invitation } from '../load/plain-platform.js';
import type { HubUnderTest } from '../stage/hub.js';
import { invitationOf } from '../stage/partners.js';
import { percentile } from '../report.rules.js';
import type { Stage } from '../stage/stage.js';
import { inTurns, patience_ms, type Measure, type Result } from './measure.js';
import type { Options } from '../options.js';

const RECEIVERS = 200;
/** So many handshakes take a while. */
const OPEN_MS = 180_000;

export const broadcast = async (
  stage: Stage,
  options: Options,
  scope: AsyncDisposableStack,
): Promise<Result> => {
  const accepted_ms: number[] = [];
  const result = await inTurns('broadcast', measureInto(accepted_ms, stage.hub))(stage, options, scope);
  const told = (part: number) => percentile(accepted_ms, part).toFixed(1);
  const note = `broadcast: ${RECEIVERS} receivers, one hanging, one refusing. The push itself was answered within ${told(0.5)} ms (p50), ${told(0.99)} ms (p99).`;
  return { ...result, notes: [...(result.notes ?? []), note] };
};

const measureInto =
  (accepted_ms: number[], ours: HubUnderTest): Measure =>
  async ({ hub, partners, start, counted }, scope) => {
    const invitations: Invitation[] = [];
    for (let place = 0; place < RECEIVERS; place += 1)
      invitations.push(await invitationOf(hub, `Receiver ${place}`));
    const load = await start(scope, 'broadcast-load', { invitations, headers: partners.publish }, OPEN_MS);
    const fanout = await start(scope, 'fanout-floor', { urls: load.told.urls });
    return {
      hub: {
        name: 'hub',
        round: (seconds) =>
          counted(hub.pid, true, async () => {
            const url = `${hub.origin}/ocpi/2.3.0/receiver/locations`;
            const round = await load.run({ seconds, url }, patience_ms(seconds));
            if (hub === ours) accepted_ms.push(...round.accepted_ms);
            return round;
          }),
      },
      floors: [
        {
          name: 'fan-out from memory',
          round: (seconds) =>
            counted(fanout.pid, false, () => load.run({ seconds, url: fanout.told }, patience_ms(seconds))),
        },
      ],
    };
  };
