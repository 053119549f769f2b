/**
 * What operators do with platforms that are registered, over real HTTP, as the partners concerned experience it: held
 * and let go on, told goodbye, and given new tokens with something going wrong in the middle.
 */
import { createCpo, createEmsp, samples, type Cpo, type Emsp, type Platform } from '@chargesphere/simulator';
import type { ClientInfo } from '@chargesphere/schema';
import { byHand, codesOf } from './by-hand.js';
import { world, type Shape, type World } from './world.js';

const shapes: Shape[] = ['one', 'split'];

describe.each(shapes)('platforms in the hands of an operator, in the shape %s', (shape) => {
  let w: World;
  const opened: Platform[] = [];
  let count = 0;
  beforeAll(async () => {
    w = await world({ shape });
  }, 90_000);
  afterEach(async () => {
    w.emsp.behaveWell();
    await Promise.all(opened.splice(0).map((platform) => platform.close()));
  });
  afterAll(() => w.close());

  const idOf = async (name: string): Promise<string> => {
    const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(query, { name });
    return platforms.items[0]?.id ?? '';
  };
  /** A further partner, with a name and parties of its own. */
  const joined = async <P extends Cpo | Emsp>(create: (options: object) => Promise<P>) => {
    count += 1;
    const party_id = `${shape === 'one' ? 'O' : 'S'}${String(count).padStart(2, '0')}`;
    const name = `Partner ${party_id}`;
    const partner = await create({ name, parties: [{ country_code: 'BE', party_id, name }] });
    opened.push(partner);
    await partner.register(await w.invite(name));
    return { partner, party_id, id: await idOf(name), token: partner.peer.outgoingToken };
  };
  const suspend = (id: string) =>
    w.graph('mutation ($id: ID!) { suspendPlatform(id: $id, reason: "Unpaid bills.") { status } }', { id });
  const resume = (id: string) =>
    w.graph('mutation ($id: ID!) { resumePlatform(id: $id) { status } }', { id });
  const end = (id: string) =>
    w.graph('mutation ($id: ID!) { deletePlatform(id: $id) { status farewell { status failure } } }', { id });
  const versions = async (token: string) => codesOf(await byHand(w, { path: '', token }));
  const told = (viewer: Platform, party_id: string, status: string) =>
    viewer.next(
      ({ module, method, body }) =>
        module === 'hubclientinfo' &&
        method === 'PUT' &&
        (body as ClientInfo).party_id === party_id &&
        (body as ClientInfo).status === status,
    );
  const DELETE = { module: 'credentials', method: 'DELETE' };

  it('E02, 15.1 a platform that is suspended is refused, gone for others, and works again with the same token', async () => {
    const { partner, party_id, id, token } = await joined(createEmsp);
    await told(w.cpo, party_id, 'CONNECTED'); // who was never told of it is not told of its end
    expect(await suspend(id)).toEqual({ suspendPlatform: { status: 'HELD' } });
    expect(await versions(token)).toEqual([401, 2000]);
    const put = await byHand(w, { method: 'PUT', path: '/credentials', token, body: {} });
    expect(codesOf(put)).toEqual([401, 2000]);
    expect(put.envelope.status_message).toContain('suspended');
    await told(w.cpo, party_id, 'SUSPENDED');

    // Nothing is sent there, neither what is addressed to it nor what is for everybody.
    const heard = () => partner.received.filter(({ module }) => module !== 'hubclientinfo');
    const before = heard().length;
    const location = samples.location({ country_code: 'NL', party_id: 'ALF', id: `LOC-${party_id}` });
    const direct = await w.cpo.pushLocation(location, { to: { country_code: 'BE', party_id } });
    expect([direct.http, direct.envelope?.status_code]).toEqual([200, 4003]); // E26
    expect((await w.cpo.pushLocation(location, { to: null })).http).toBe(201);
    await w.emsp.next(({ module, segments }) => module === 'locations' && segments.includes(location.id));
    expect(heard()).toHaveLength(before);

    expect(await resume(id)).toEqual({ resumePlatform: { status: 'CONNECTED' } });
    await told(w.cpo, party_id, 'CONNECTED');
    expect(await versions(token)).toEqual([200, 1000]);
    const again = await w.cpo.pushLocation(location, { to: { country_code: 'BE', party_id } });
    expect(again.envelope?.status_code).toBe(1000);
    expect(heard().at(-1)).toMatchObject({ module: 'locations', method: 'PUT', complaints: [] });
    expect(await partner.pull('locations')).not.toEqual([]);
  });

  it('HCI-005, TRN-104 drops what waits for a platform when it is suspended', async () => {
    const { partner, party_id, id } = await joined(createEmsp);
    partner.behave({ on: { module: 'locations' }, hang: true });
    const location = samples.location({ country_code: 'NL', party_id: 'ALF', id: `LOC-${party_id}` });
    const status = ['AVAILABLE', 'CHARGING', 'BLOCKED'];
    for (const last of status.keys())
      await w.cpo.pushLocation(
        {
          ...location,
          name: `Name ${last}`,
          last_updated: new Date(Date.UTC(2026, 5, 1, last)).toISOString(),
        },
        { to: null },
      );
    await partner.next({ module: 'locations' }); // hangs in it
    await suspend(id);
    const query = `query ($filter: DeliveryFilter) { deliveries(filter: $filter) { items { status } } }`;
    const live = w.live(`subscription { deliverySettled { status } }`);
    for (;;) {
      const { deliveries } = await w.graph<{ deliveries: { items: { status: string }[] } }>(query, {
        filter: { platformId: id, module: 'locations' },
      });
      const open = deliveries.items.filter((one) => ['WAITING', 'SENDING'].includes(one.status));
      if (deliveries.items.length >= 2 && open.length <= 1) {
        expect(deliveries.items.map((one) => one.status)).toContain('DROPPED');
        break;
      }
      await Promise.race([live.next(), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    await live.stop();
  });

  it('SCN-04, CRED-046, CRED-051 a platform that is deleted is told by DELETE, and none of its tokens is good any more', async () => {
    const { partner, party_id, id, token } = await joined(createCpo);
    await told(w.emsp, party_id, 'CONNECTED');
    await partner.pushLocation(samples.location({ country_code: 'BE', party_id, id: 'LOC1' }), { to: null });
    const key = partner.peer.incomingToken;
    expect(await end(id)).toEqual({
      deletePlatform: { status: 'SUSPENDED', farewell: { status: 'TOLD', failure: null } },
    });
    const { headers, complaints } = await partner.next(DELETE);
    expect(headers['authorization']).toBe(`Token ${Buffer.from(key).toString('base64')}`);
    expect(complaints).toEqual([]);
    expect(() => partner.peer).toThrow(); // it took it
    for (const path of ['', '/credentials', '/sender/locations'])
      expect(codesOf(await byHand(w, { path, token }))).toEqual([401, 2000]);
    const result = { path: '/sender/commands/START_SESSION/open', method: 'POST', body: {} };
    expect(codesOf(await byHand(w, { ...result, token }))).toEqual([401, 2000]);
    await told(w.emsp, party_id, 'SUSPENDED');

    const query = `query ($id: ID!, $ref: ID!) {
      platform(id: $id) { status roles(withSuspended: true) { status } endpoints { url } }
      location(ref: $ref) { id }
    }`;
    const kept = await w.graph(query, { id, ref: `BE/${party_id}/LOC1` });
    expect(kept).toMatchObject({
      platform: { status: 'SUSPENDED', roles: [{ status: 'SUSPENDED' }], endpoints: [] },
      location: { id: 'LOC1' },
    });
    // Recorded off the way of requests, so a moment later, and kept with all that came before.
    const exchanges = `query ($id: ID!) { exchanges(filter: { platformId: $id }) { items { method module } } }`;
    const live = w.live(`subscription ($id: ID!) { exchangeRecorded(filter: { platformId: $id }) { id } }`, {
      id,
    });
    for (let found: object[] = []; !found.some((one) => 'method' in one && one.method === 'DELETE');) {
      found = (await w.graph<{ exchanges: { items: object[] } }>(exchanges, { id })).exchanges.items;
      await Promise.race([live.next(), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    await live.stop();
    expect(await w.emsp.pull('locations')).not.toContainEqual(expect.objectContaining({ party_id })); // HUB-053

    // It may come again, as a registration of its own.
    const invite = `mutation ($id: ID!) { invitePlatform(input: { name: "Again", platformId: $id }) { token versionsUrl } }`;
    const again = await w.graph<{ invitePlatform: { token: string; versionsUrl: string } }>(invite, { id });
    await partner.register(again.invitePlatform);
    expect(await versions(partner.peer.outgoingToken)).toEqual([200, 1000]);
  });

  it('CRED-051 a partner that does not take it is as deleted as any other, and the operator reads why', async () => {
    const { partner, id, token } = await joined(createEmsp);
    partner.behave({ on: DELETE, httpStatus: 500 });
    expect(await end(id)).toEqual({
      deletePlatform: {
        status: 'SUSPENDED',
        farewell: { status: 'FAILED', failure: expect.stringContaining('HTTP 500') },
      },
    });
    expect(await versions(token)).toEqual([401, 2000]);
    expect(partner.received.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    await end(id);
    expect(partner.received.filter(({ method }) => method === 'DELETE')).toHaveLength(1); // TRN-104
  });

  it('SCN-03, CRED-041, CRED-049 a PUT that fails in the middle leaves both sides as they were, whoever began it', async () => {
    const { partner, id } = await joined(createCpo);
    const { outgoingToken, incomingToken } = partner.peer;
    const goesOn = async () => {
      expect(await versions(outgoingToken)).toEqual([200, 1000]);
      const location = samples.location({
        country_code: 'BE',
        party_id: partner.parties[0]?.party_id,
        id: 'LOC1',
      });
      expect((await partner.pushLocation(location, { to: null })).envelope?.status_code).toBe(1000);
      const start = `mutation ($id: ID!) { startPull(input: { platformId: $id, module: "locations", mode: FULL }) { id } }`;
      const live = w.live(
        `subscription ($id: ID!) { pullUpdated(filter: { platformId: $id }) { status failure } }`,
        { id },
      );
      await w.graph(start, { id });
      const done = await live.next(({ pullUpdated }) => {
        const { status } = pullUpdated as { status: string };
        return status === 'DONE' || status === 'FAILED';
      });
      expect(done).toEqual({ pullUpdated: { status: 'DONE', failure: null } });
      await live.stop();
      expect(partner.received.at(-1)?.headers['authorization']).toBe(
        `Token ${Buffer.from(incomingToken).toString('base64')}`,
      );
    };
    // The partner's PUT: the hub cannot call it back.
    partner.behave({ failCallbacks: true });
    await expect(partner.update()).rejects.toThrow();
    partner.behaveWell();
    expect(partner.peer).toMatchObject({ outgoingToken, incomingToken });
    await goesOn();
    // The hub's PUT: the partner takes it apart half way.
    partner.behave({ on: { module: 'credentials', method: 'PUT' }, times: 1, httpStatus: 500 });
    const rotate = 'mutation ($id: ID!) { rotateCredentials(platformId: $id) { id } }';
    expect((await w.ask(rotate, { id })).errors[0]?.message).toContain('HTTP 500');
    expect(partner.peer).toMatchObject({ outgoingToken, incomingToken });
    await goesOn();
    // And then it works: the former token lives on for a minute, beside the new one.
    expect((await w.ask(rotate, { id })).errors).toEqual([]);
    for (const token of [outgoingToken, partner.peer.outgoingToken])
      expect(await versions(token)).toEqual([200, 1000]);
  });
});
