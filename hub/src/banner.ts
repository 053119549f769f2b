/** What a person at the terminal reads: where everything is, what to try, and the first live events. */
import { parse } from 'graphql';
import type { Config } from './config.js';
import { systemCaller, type Hub } from './hub.js';
import { JOINED_SESSIONS, LIVE_SESSIONS } from './sandbox.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const indented = (text: string): string => text.trim().replace(/^/gm, '    ');

export const printBanner = (hub: Hub, config: Config): void => {
  const ws = hub.publicUrl.replace(/^http/, 'ws');
  const key = hub.demoKey ?? hub.newAdminKey;
  say(`
  ChargeSphere is ready.

  Graph              ${hub.publicUrl}/graphql      (live: ${ws}/graphql)
  OCPI versions      ${hub.publicUrl}/ocpi/versions
  Health, metrics    ${hub.publicUrl}/health/ready  ${hub.publicUrl}/metrics`);
  if (hub.newAdminKey)
    say(`
  Operator API key, shown this once; keep it safe:
    ${hub.newAdminKey}`);
  printAdministrator(hub);
  if (hub.demoKey)
    say(`
  Key of the demo, accepted while the demo runs:
    ${hub.demoKey}`);
  if (key && config.isDevelopment)
    say(`
  Try a query that joins four subgraphs:
    curl -s ${hub.publicUrl}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${key}' \\
      -d '${JSON.stringify({ query: JOINED_SESSIONS.replace(/\s+/g, ' ').trim() })}'

  Or open ${hub.publicUrl}/graphql in a browser, set the header "Authorization: Bearer ${key}"
  and paste this subscription:
${indented(LIVE_SESSIONS)}`);
  say('');
};

/** Once: afterwards only the hash of the password is anywhere. */
export const printAdministrator = ({ newAdministrator: made, publicUrl }: Hub): void => {
  if (made)
    say(`
  Administrator, with a one-time password, shown this once; log in at ${publicUrl}/account and choose your own:
    ${made.email}   ${made.password}`);
};

const FIRST_EVENTS = 8;

/** Prints the first live events through the same subscription a client would use, then stops listening. */
export const printFirstEvents = async (hub: Hub): Promise<void> => {
  const events = await hub.gateway?.subscribe({
    document: parse(LIVE_SESSIONS),
    caller: systemCaller('banner'),
  });
  if (!events || !(Symbol.asyncIterator in events)) return;
  let left = FIRST_EVENTS;
  say('  First live events, as the subscription above sees them:');
  for await (const { data } of events) {
    const session = data?.sessionUpdated as Live | undefined;
    if (!session) continue;
    const place = session.location
      ? `${session.location.name ?? session.ref}, ${session.location.city}`
      : session.ref;
    say(`    ${session.status.padEnd(9)} ${session.kwh.toFixed(3).padStart(7)} kWh  ${place}`);
    left -= 1;
    if (left === 0) break;
  }
  if (left === 0) say('  … and so on; stop the hub with Ctrl-C.\n');
};

interface Live {
  ref: string;
  status: string;
  kwh: number;
  location: { name: string | null; city: string } | null;
}
