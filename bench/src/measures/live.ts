/** From the push of a Session to its event at a client, at a modest rate, beside a bare WebSocket's round trip. */
import { CPO } from '../documents.js';
import { patience_ms, type Measure } from './measure.js';

const PER_SECOND = 50;

export const live: Measure = async ({ hub, partners, start }, scope) => {
  const onHub = await start(scope, 'live-load', {
    url: `${hub.origin.replace('http', 'ws')}/graphql`,
    key: hub.key,
    sessionsUrl: `${hub.origin}/ocpi/2.3.0/receiver/sessions/${CPO.country_code}/${CPO.party_id}`,
    headers: partners.push,
  });
  const echo = await start(scope, 'echo-floor', null);
  const onEcho = await start(scope, 'echo-load', { url: echo.told });
  const pace = (seconds: number) => ({ seconds, perSecond: PER_SECOND });
  return {
    hub: { name: 'hub', round: (seconds) => onHub.run(pace(seconds), patience_ms(seconds)) },
    floors: [{ name: 'WebSocket echo', round: (seconds) => onEcho.run(pace(seconds), patience_ms(seconds)) }],
  };
};
