/** The stranger at the wire: who it says it is, whom it addresses, and what it is told, without what is told to everybody. */
import { Agent, request } from 'node:http';
import type { World } from './world.js';
import type { Door } from './isolation.marks.js';
import { askings, type Asking, type Owner, type Route } from './isolation.routes.js';
import { strangerParty, type Names } from './isolation.world.js';

/** What an answer tells: nothing of it depends on when it was asked. */
export interface Told {
  http: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** Of a kind that every answer has, or that follows from its body. */
const USUAL = new Set(['date', 'content-length', 'connection', 'keep-alive']);

export class StrangerWire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(
    private readonly w: World,
    private readonly token: string,
  ) {}

  close(): void {
    this.agent.destroy();
  }

  ask({ method, path, headers, body }: Asking): Promise<Told> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = {
      ...{ authorization: `Token ${Buffer.from(this.token).toString('base64')}` },
      ...{ 'x-request-id': 'strange-request', 'x-correlation-id': 'strange-correlation' },
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, host: '127.0.0.1', port: this.w.hub.port, method, headers: sent };
      const asked = request({ ...options, path: `/ocpi${path}` }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const envelope = JSON.parse(Buffer.concat(chunks).toString()) as Told['body'];
          delete envelope['timestamp'];
          const told = Object.entries(response.headers).filter(([name]) => !USUAL.has(name));
          resolve({ http: response.statusCode ?? 0, headers: Object.fromEntries(told), body: envelope });
        });
      });
      asked.on('error', reject).end(text);
    });
  }
}

const routed = (side: 'from' | 'to', party: string): Record<string, string> => {
  const [country = '', id = ''] = party.split('/');
  return { [`ocpi-${side}-country-code`]: country, [`ocpi-${side}-party-id`]: id };
};

const ownerOf = (party: string): Owner => {
  const [country_code = '', party_id = ''] = party.split('/');
  return { country_code, party_id };
};

/** How a request is sent; `in` is the conversation, by its correlation id. */
interface Way {
  from?: string;
  to?: string;
  in?: string;
}

const sentBy = (asking: Asking, { from, to, in: conversation }: Way): Asking => ({
  ...asking,
  name: `${asking.name} FROM ${from ?? 'nobody'} TO ${to ?? 'nobody'}`,
  headers: {
    ...(from && routed('from', from)),
    ...(to && routed('to', to)),
    ...(conversation && { 'x-correlation-id': conversation }),
  },
});

const HUB = 'NL/HUB';
const OTHERS = ['NL/VIC', 'DE/VEM'];

/** The stranger's parties that may call. Where nobody may, it does not matter who does. */
const speakersOf = ({ callers }: Route): string[] =>
  (callers.length > 0 ? callers : ['EMSP']).map(strangerParty);

/**
 * What leads to the owner of an object when TO is left out: behind an open door it is the owner's to answer (RTE-049), as
 * is whatever is addressed to him. The hub's own part in it is asked with TO.
 */
const LED_TO_OWNERS =
  /^(GET \/2\.3\.0\/sender\/locations\/|POST \/2\.3\.0\/sender\/tokens\/\S+\/authorize|POST \/2\.3\.0\/receiver\/commands\/)/;

/**
 * Lists that the hub looks through before it hands them on, whatever a party's platform shows: what a driver has charged
 * is for the eMSP of his token (SES-005), and for those who are told by contract.
 */
const LOOKED_THROUGH = /^GET \/2\.3\.0\/sender\/(sessions|cdrs)$/;
const BY_CONTRACT = ['SCSP', 'PTP'].map(strangerParty);

/**
 * About objects of the others: in each role that may call (in one where strangers are PLANNED, which changes nothing in
 * that), to nobody by name, to the hub, and to each of the others; and once in the name of one of them, in one of their
 * conversations. What is not offered is asked once.
 */
export const aboutOthers = (route: Route, names: Names, door: Door): Asking[] => {
  const owner = ownerOf(route.module === 'tokens' ? 'DE/VEM' : 'NL/VIC');
  const by = (speaker: string, ...ways: Way[]) =>
    askings(route, names, owner, speaker).flatMap((asking) => ways.map((way) => sentBy(asking, way)));
  const [first = '', ...others] = speakersOf(route);
  if (route.callers.length === 0) return by(first, {});
  const place = `${route.method} ${route.path}`;
  const isLed = door === 'OPEN' && LED_TO_OWNERS.test(place);
  const speakers = door === 'PLANNED' ? [first] : [first, ...others];
  const partiesFor = (from: string): string[] => {
    if (door !== 'OPEN') return OTHERS;
    return LOOKED_THROUGH.test(place) && !BY_CONTRACT.includes(from) ? ['NL/VIC'] : [];
  };
  return [
    ...by(first, ...(isLed ? [] : [{}]), { from: 'NL/VIC', to: 'DE/VEM', in: 'hush-correlation' }),
    ...speakers.flatMap((from) => {
      const to = [HUB, ...partiesFor(from)].map((party) => ({ from, to: party }));
      return by(from, ...(isLed ? [] : [{ from }]), ...to);
    }),
  ];
};

/** About objects of its own that name what others have: nobody learns from a write what he names there. */
export const aboutOwn = (route: Route, names: Names): Asking[] => {
  const [from = ''] = speakersOf(route);
  if (route.callers.length === 0 || route.method === 'GET') return [];
  const ways: Way[] = [{ from }, ...[HUB, ...OTHERS].map((to) => ({ from, to }))];
  return askings(route, names, ownerOf(from), from).flatMap((asking) =>
    ways.map((way) => sentBy(asking, way)),
  );
};
