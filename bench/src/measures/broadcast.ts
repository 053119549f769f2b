/**
 * From the push of a Location to the moment at which 99 % of the healthy receivers have it: 200 platforms, of which one
 * hangs and one refuses, beside a server that keeps nothing and only sends on.
 */
import { postGraph } from '../stage/graph.client.js';
import { percentile } from '../report.rules.js';
import type { Stage } from '../stage/stage.js';
import { inTurns, patience_ms, type Measure, type Result } from './measure.js';
import type { Options } from '../options.js';

const RECEIVERS = 200;
const INVITE = `mutation Invite($name: String!) {
  invitePlatform(input: { name: $name }) { token versionsUrl }
}`;

interface Invitation {
  token: string;
  versionsUrl: string;
}

export const broadcast = async (
  stage: Stage,
  options: Options,
  scope: AsyncDisposableStack,
): Promise<Result> => {
  const accepted_ms: number[] = [];
  const result = await inTurns('broadcast', measureInto(accepted_ms))(stage, options, scope);
  const told = (part: number) => percentile(accepted_ms, part).toFixed(1);
  const note = `broadcast: ${RECEIVERS} receivers, one hanging, one refusing. The push itself was answered within ${told(0.5)} ms (p50), ${told(0.99)} ms (p99).`;
  return { ...result, notes: [...(result.notes ?? []), note] };
};

const measureInto =
  (accepted_ms: number[]): Measure =>
  async ({ hub, partners, start, counted }, scope) => {
    const invitations: Invitation[] = [];
    for (let place = 0; place < RECEIVERS; place += 1) {
      const { invitePlatform } = (await postGraph(hub, INVITE, { name: `Receiver ${place}` })) as {
        invitePlatform: Invitation;
      };
      invitations.push(invitePlatform);
    }
    const headers = Object.fromEntries(
      Object.entries(partners.push).filter(([name]) => !name.startsWith('OCPI-to')),
    );
    const load = await start(scope, 'broadcast-load', { receivers: RECEIVERS, invitations, headers });
    const fanout = await start(scope, 'fanout-floor', { urls: load.told.urls });
    return {
      hub: {
        name: 'hub',
        round: (seconds) =>
          counted(hub.pid, true, async () => {
            const url = `${hub.origin}/ocpi/2.3.0/receiver/locations`;
            const round = await load.run({ seconds, url }, patience_ms(seconds));
            accepted_ms.push(...round.accepted_ms);
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
