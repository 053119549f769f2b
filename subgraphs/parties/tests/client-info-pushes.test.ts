/** Who is told what of whom (15.1), by one node and by two, and who watches it live. */
import { hashToken } from '@chargesphere/chassis';
import type { ExecutionResult } from 'graphql';
import type { PartiesSubgraph } from '../src/index.js';
import {
  credentials,
  handshake,
  operator,
  platformCaller,
  role,
  system,
  World,
  type RoleDocument,
} from './world.js';

const RECEIVER = ['credentials', 'hubclientinfo'].map((identifier) => ({
  identifier,
  role: 'RECEIVER',
  url: `https://partner.example.com/ocpi/2.3.0/${identifier}`,
}));

interface Told {
  platform: string;
  path: string;
  role: string;
  status: string;
  at: string;
}

describe('ClientInfo', () => {
  let world: World;
  let node: PartiesSubgraph | undefined;
  let isClosed = false;
  beforeEach(async () => {
    world = await World.open();
    node = undefined;
    isClosed = false;
  });
  afterEach(async () => {
    if (!isClosed) {
      await node?.close();
      await world.parties.close();
    }
    await world.database.drop();
  });

  const COMPLETE =
    'mutation Complete($input: RegistrationInput!) { completeRegistration(input: $input) { token } }';
  const UPDATE =
    'mutation Update($input: RegistrationInput!) { updateRegistration(input: $input) { token } }';
  /** Registered, with the Receiver interface. */
  const joins = async (name: string, ...roles: RoleDocument[]): Promise<{ id: string; token: string }> => {
    const { id, tokenHash } = await world.invite(name);
    const input = { ...handshake(id, credentials(roles)), endpoints: RECEIVER, tokenHash };
    const { completeRegistration } = await world.ask<{ completeRegistration: { token: string } }>(
      system,
      COMPLETE,
      { input },
    );
    return { id, token: completeRegistration.token };
  };
  const redeclares = (
    { id, token }: { id: string; token: string },
    ...roles: RoleDocument[]
  ): Promise<unknown> =>
    world.ask(system, UPDATE, {
      input: { ...handshake(id, credentials(roles)), endpoints: RECEIVER, tokenHash: hashToken(token) },
    });
  /** Everything that was told, once every node has done all it had to do. */
  const told = async (): Promise<Told[]> => {
    await node?.close();
    await world.parties.close();
    isClosed = true;
    const rows = await world.rows<{ platform: string; path: string[]; body: string; headers: unknown }>(
      `select p.name as platform, b.path, b.body from parties.delivery d
       join parties.broadcast b on b.id = d.broadcast_id join parties.platform p on p.id = d.platform_id
       where b.kind = 'CLIENT_INFO' and d.receiver is null and b.method = 'PUT' order by d.id`,
    );
    return rows.map(({ platform, path, body }) => {
      const { role: name, status, last_updated } = JSON.parse(body) as Record<string, string>;
      return {
        platform,
        path: path.join('/'),
        role: name ?? '',
        status: status ?? '',
        at: last_updated ?? '',
      };
    });
  };
  const shown = (tellings: Told[]): string[] =>
    tellings.map(({ platform, path, role: name, status }) => `${platform}: ${path} ${name} ${status}`);
  /** Resolves when so many messages have been made in all. */
  const made = async (count: number): Promise<void> => {
    const queued = (await world.subscribe(system, 'subscription { deliveriesQueued }')) as AsyncGenerator;
    for (;;) {
      const [row] = await world.rows<{ count: number }>(
        'select count(*)::int as count from parties.delivery',
      );
      if ((row?.count ?? 0) >= count) break;
      await queued.next();
    }
    await queued.return(undefined);
  };
  const changesOf = (filter: string): string =>
    `subscription { partyStatusChanged(filter: ${filter}) { party { ref name } role status previous } }`;
  /** The next changes somebody hears of. */
  const watching = async (caller = operator, text = changesOf('{}')) => {
    const events = (await world.subscribe(caller, text)) as AsyncGenerator<ExecutionResult>;
    return async (count: number): Promise<unknown[]> => {
      const changes: unknown[] = [];
      while (changes.length < count) {
        const { value } = (await events.next()) as IteratorResult<ExecutionResult>;
        changes.push(structuredClone(value.data?.['partyStatusChanged']));
      }
      return changes;
    };
  };

  it('HCI-001, HCI-008, HCI-011, HCI-012 tells newcomers of all others, and all others of newcomers, once a role', async () => {
    node = await world.node();
    await joins('Alfa', role('CPO', 'NL', 'ALF'));
    await joins('Beta', role('EMSP', 'DE', 'BET'), role('CPO', 'DE', 'BET'));
    await world.registered('Deaf', [role('CPO', 'NL', 'DEF')]); // without the interface
    const all = shown(await told());
    expect(all.toSorted()).toEqual([
      'Alfa: DE/BET CPO CONNECTED',
      'Alfa: DE/BET EMSP CONNECTED',
      'Alfa: NL/DEF CPO CONNECTED',
      'Beta: NL/ALF CPO CONNECTED',
      'Beta: NL/DEF CPO CONNECTED',
    ]);
  });

  it('CRED-050, CRED-051, HCI-002 tells of roles that come and go, and of platforms that end', async () => {
    await joins('Alfa', role('CPO', 'NL', 'ALF'));
    const beta = await joins('Beta', role('EMSP', 'DE', 'BET'));
    await made(2); // each of the other
    await redeclares(beta, role('EMSP', 'DE', 'BTA'));
    await made(4);
    await world.end(beta.id);
    const ofAlfa = (await told()).filter(({ platform }) => platform === 'Alfa');
    expect(shown(ofAlfa)).toEqual([
      'Alfa: DE/BET EMSP CONNECTED',
      'Alfa: DE/BET EMSP SUSPENDED',
      'Alfa: DE/BTA EMSP CONNECTED',
      'Alfa: DE/BTA EMSP SUSPENDED',
    ]);
  });

  it('HCI-010 says nothing of what stays the same, and moves last_updated with the status only', async () => {
    const next = await watching();
    await joins('Alfa', role('CPO', 'NL', 'ALF'));
    const beta = await joins('Beta', role('EMSP', 'DE', 'BET'));
    expect(await next(2)).toHaveLength(2);
    await made(2);
    await redeclares(beta, role('EMSP', 'DE', 'BET', 'Another name'), role('NSP', 'DE', 'BET'));
    await next(1);
    const ofBeta = (await told()).filter(({ platform }) => platform === 'Alfa');
    expect(shown(ofBeta)).toEqual(['Alfa: DE/BET EMSP CONNECTED', 'Alfa: DE/BET NSP CONNECTED']);
  });

  it('HCI-009, HUB-033 tells both parties what an agreement makes of them, and nobody else', async () => {
    const next = await watching();
    const alfa = await joins('Alfa', role('CPO', 'NL', 'ALF'));
    await joins('Beta', role('EMSP', 'DE', 'BET'));
    await joins('Gama', role('EMSP', 'DE', 'GAM'));
    await next(3);
    await made(6);
    const ofAlfa = await watching(
      platformCaller(alfa.id, [{ role: 'CPO', country_code: 'NL', party_id: 'ALF' }]),
      changesOf('{ parties: ["DE/BET"] }'),
    );
    const put = (modules: string[] | null) =>
      world.ask<{ putAgreement: { id: string } }>(
        operator,
        'mutation Put($input: AgreementInput!) { putAgreement(input: $input) { id } }',
        { input: { party: 'NL/ALF', otherParty: 'DE/BET', modules } },
      );
    await put([]);
    expect(await ofAlfa(1)).toEqual([
      { party: { ref: 'DE/BET', name: null }, role: 'EMSP', status: null, previous: 'CONNECTED' },
    ]);
    await made(8);
    await put(null);
    expect(await ofAlfa(1)).toMatchObject([
      { party: { ref: 'DE/BET' }, status: 'CONNECTED', previous: null },
    ]);
    expect(shown((await told()).slice(6)).toSorted()).toEqual([
      'Alfa: DE/BET EMSP CONNECTED',
      'Alfa: DE/BET EMSP PLANNED',
      'Beta: NL/ALF CPO CONNECTED',
      'Beta: NL/ALF CPO PLANNED',
    ]);
  });

  it('HCI-005, HCI-011 queues nothing for who is OFFLINE, and tells it everything when it is back', async () => {
    const next = await watching();
    const alfa = await joins('Alfa', role('CPO', 'NL', 'ALF'));
    const beta = await joins('Beta', role('EMSP', 'DE', 'BET'));
    await next(2);
    await made(2);
    const offline = async (id: string): Promise<void> => {
      const { claimProbes } = await world.ask<{
        claimProbes: { probes: { claim: string; connection: { id: string } }[] };
      }>(
        system,
        'mutation Claim($id: ID!) { claimProbes(urgent: [$id], limit: 10) { probes { claim connection { id } } } }',
        { id },
      );
      const claim = claimProbes.probes.find(({ connection }) => connection.id === id)?.claim;
      await world.ask(
        system,
        'mutation Report($report: ProbeReportInput!) { reportProbe(report: $report) }',
        { report: { platformId: id, claim, ok: false, http: 401, ms: 1 } },
      );
    };
    await offline(alfa.id);
    expect(await next(1)).toMatchObject([{ party: { ref: 'NL/ALF' }, status: 'OFFLINE' }]);
    await world.end(beta.id);
    expect(await next(1)).toMatchObject([{ party: { ref: 'DE/BET' }, status: 'SUSPENDED' }]);
    await joins('Gama', role('EMSP', 'DE', 'GAM'));
    await next(1);
    world.pass(1_000);
    await world.ask(system, 'mutation Hear($signs: [SignInput!]!) { hearPlatforms(signs: $signs) }', {
      signs: [{ platformId: alfa.id, heardAt: world.now.toISOString() }],
    });
    expect(await next(1)).toMatchObject([
      { party: { ref: 'NL/ALF' }, status: 'CONNECTED', previous: 'OFFLINE' },
    ]);
    const tellings = await told();
    const ofAlfa = shown(tellings.filter(({ platform }) => platform === 'Alfa'));
    expect(ofAlfa).toEqual([
      'Alfa: DE/BET EMSP CONNECTED',
      // and when it was back:
      'Alfa: DE/BET EMSP SUSPENDED',
      'Alfa: DE/GAM EMSP CONNECTED',
    ]);
    const ofGama = tellings.filter(({ platform, path }) => platform === 'Gama' && path === 'NL/ALF');
    expect(ofGama.map(({ status }) => status).at(-1)).toBe('CONNECTED');
    expect(ofGama.map(({ at }) => at)).toEqual(ofGama.map(({ at }) => at).toSorted());
  });

  it('partyStatusChanged shows partners what they may see, and filters', async () => {
    const alfa = await joins('Alfa', role('CPO', 'NL', 'ALF'));
    const roles = [{ role: 'CPO', country_code: 'NL', party_id: 'ALF' }];
    const suspended = await watching(platformCaller(alfa.id, roles), changesOf('{ statuses: [SUSPENDED] }'));
    const emsps = await watching(platformCaller(alfa.id, roles), changesOf('{ roles: ["EMSP"] }'));
    const beta = await joins('Beta', role('CPO', 'DE', 'BET'), role('EMSP', 'DE', 'BET'));
    expect(await emsps(1)).toMatchObject([{ party: { ref: 'DE/BET' }, role: 'EMSP', status: 'CONNECTED' }]);
    await world.end(beta.id);
    expect(await suspended(2)).toMatchObject([
      { party: { ref: 'DE/BET' }, role: 'CPO', status: 'SUSPENDED' },
      { party: { ref: 'DE/BET' }, role: 'EMSP', status: 'SUSPENDED' },
    ]);
  });
});
