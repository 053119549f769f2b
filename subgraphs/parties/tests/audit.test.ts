/** The audit trail: who did what, when, what it changed and what became of it, in the transaction of the change. */
import { openOrm, type AuditEntry } from '@chargesphere/chassis';
import { auditedFields } from '../src/audit.fields.js';
import { entities } from '../src/subgraph.js';
import { callerOf, operator, platformCaller, problemOf, role, system, World, type Data } from './world.js';

const TRAIL = `query ($filter: AuditFilter, $page: PageInput) { auditTrail(filter: $filter, page: $page) { total next items {
  id at actor { kind name } action subject { type ref } platform { name } before after requestId correlationId outcome reason
} } }`;

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterAll(() => world.close());

interface Trail {
  total: number;
  next: string | null;
  items: (Record<string, unknown> & { id: string; at: string })[];
}
const trail = async (filter: object = {}, page: object = {}): Promise<Trail> =>
  (await world.ask<{ auditTrail: Trail }>(operator, TRAIL, { filter, page })).auditTrail;
const newest = async (action: string) => (await trail({ action })).items[0];
const registered = (name: string, party: string) => world.registered(name, [role('CPO', 'NL', party)]);
const suspend = (id: string, caller = operator) =>
  world.ask<Record<string, Data>>(
    caller,
    'mutation ($id: ID!) { suspendPlatform(id: $id, reason: "Unpaid.") { id } }',
    { id },
  );

describe('the audit trail', () => {
  it('tells who did what to whom, with what changed and with the ids of the request', async () => {
    const { id } = await registered('Laden', 'LAD');
    const caller = {
      principal: { kind: 'operator', name: 'Otto' },
      requestId: 'request-1',
      correlationId: 'correlation-1',
    } as const;
    const before = Date.now();
    await suspend(id, caller);
    const entry = await newest('suspendPlatform');
    expect(entry).toMatchObject({
      actor: { kind: 'operator', name: 'Otto' },
      action: 'suspendPlatform',
      subject: { type: 'Platform', ref: id },
      platform: { name: 'Laden' },
      before: { status: 'CONNECTED', heldReason: null },
      after: { status: 'HELD', heldReason: 'Unpaid.' },
      requestId: 'request-1',
      correlationId: 'correlation-1',
      outcome: 'DONE',
      reason: null,
    });
    expect(Math.abs(Date.parse(entry?.at ?? '') - before)).toBeLessThan(60_000);
    const own = await world.ask<{ platform: { audit: Trail } }>(
      operator,
      'query ($id: ID!) { platform(id: $id) { audit { total items { id action } } } }',
      { id },
    );
    expect(own.platform.audit).toMatchObject({
      total: 2,
      items: [{ id: entry?.id, action: 'suspendPlatform' }, { action: 'invitePlatform' }],
    });
  });

  it('tells of what was refused and why, and of nothing that only looks so', async () => {
    const { id } = await world.invite('Not yet');
    await problemOf(suspend(id));
    expect(await newest('suspendPlatform')).toMatchObject({
      subject: { ref: id },
      before: {},
      after: {},
      outcome: 'REFUSED',
      reason: expect.stringContaining('Not yet is PENDING'),
    });
    const { total } = await trail();
    await world.ask(system, 'mutation { claimFarewells { platformId } }');
    await problemOf(suspend(id, platformCaller(id)));
    await world.ask(operator, '{ platforms { items { id } } }');
    expect((await trail()).total).toBe(total);
  });

  it('shows no secret, whatever was given', async () => {
    const { token } = await world.invite('Secretive');
    await problemOf(
      world.ask(
        operator,
        'mutation { connectPlatform(input: { name: "x", versionsUrl: "nowhere", token: "very-secret" }) { platform { id } } }',
      ),
    );
    const { id } = await registered('Quirky', 'QUI');
    await world.ask(
      operator,
      'mutation ($id: ID!) { setPlatformQuirks(input: { platformId: $id, base64Token: false, trailingSlash: NEVER }) { id } }',
      { id },
    );
    expect(await newest('setPlatformQuirks')).toMatchObject({
      before: { base64: true, trailingSlash: 'KEEP' },
      after: { base64: false, trailingSlash: 'NEVER' },
    });
    expect(await newest('invitePlatform')).toMatchObject({
      subject: { type: 'Platform' },
      after: { status: 'PENDING' },
    });
    const rows = JSON.stringify(await world.rows('select * from parties.audit_entry'));
    for (const secret of [token, 'very-secret', 'token-we-use-towards-them'])
      expect(rows).not.toContain(secret);
  });

  it('is written with the change or not at all', async () => {
    const { id } = await registered('Whole', 'WHO');
    // The change is refused by the database after its entry was settled within the transaction.
    await world.rows(
      `create function parties.no() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    );
    await world.rows(
      `create constraint trigger no after update on parties.platform deferrable initially deferred for each row
       when (new.name = 'Whole') execute function parties.no()`,
    );
    await problemOf(suspend(id));
    await world.rows('drop trigger no on parties.platform');
    expect((await world.platform(id)).status).toBe('CONNECTED');
    expect(await newest('suspendPlatform')).toMatchObject({ before: {}, after: {}, outcome: 'FAILED' });
    // And nothing is changed when it cannot be recorded.
    await world.rows('alter table parties.audit_entry rename to lost');
    await expect(suspend(id)).rejects.toThrow();
    await world.rows('alter table parties.lost rename to audit_entry');
    expect((await world.platform(id)).status).toBe('CONNECTED');
  });

  it('is found by who, what, about what and when, a page at a time', async () => {
    const { id } = await registered('Found', 'FOU');
    const caller = callerOf({ kind: 'operator', name: 'Finder' });
    for (const strict of [true, false, true])
      await world.ask(
        caller,
        'mutation ($id: ID!, $strict: Boolean!) { setPlatformStrictness(platformId: $id, strict: $strict) { id } }',
        { id, strict },
      );
    expect((await trail({ actor: 'Finder' })).total).toBe(3);
    const first = await trail({ subject: id.toUpperCase(), action: 'setPlatformStrictness' }, { limit: 2 });
    expect(first.items.map(({ after }) => after)).toEqual([{ isStrict: true }, { isStrict: false }]);
    const rest = await trail(
      { subject: id, action: 'setPlatformStrictness' },
      { limit: 2, after: first.next },
    );
    expect(rest.items.map(({ after }) => after)).toEqual([{ isStrict: true }]);
    const at = first.items[0]?.at ?? '';
    expect((await trail({ actor: 'Finder', until: at })).items).not.toContainEqual(first.items[0]);
    expect((await trail({ actor: 'Finder', since: at })).items[0]).toEqual(first.items[0]);
    expect((await trail({ platformId: id, outcome: 'REFUSED' })).total).toBe(0);
  });

  it('takes entries of other subgraphs in once, and tells of them as of its own', async () => {
    const entry = (outcome: string): AuditEntry =>
      ({
        id: '22222222-2222-4222-8222-222222222222',
        at: '2026-05-01T12:00:00.000Z',
        actorKind: 'operator',
        actor: 'Olga',
        action: 'startSession',
        subjectType: 'Command',
        subject: 'c',
        platformId: null,
        before: {},
        after: { kind: 'START_SESSION' },
        requestId: 'r',
        correlationId: 'c',
        outcome,
        reason: null,
      }) as AuditEntry;
    const keep = (outcome: string) =>
      world.ask(system, 'mutation ($e: [AuditEntryDocument!]!) { keepAuditEntries(entries: $e) }', {
        e: [entry(outcome)],
      });
    const live = await world.subscribe(
      operator,
      'subscription { audited(filter: { action: "startSession" }) { action outcome } }',
    );
    if (!('next' in live)) throw new Error(JSON.stringify(live));
    const told = live.next();
    expect(await keep('BEGUN')).toEqual({ keepAuditEntries: 1 }); // cut off, perhaps
    expect((await told).value).toMatchObject({ data: { audited: { outcome: 'BEGUN' } } });
    expect(await keep('DONE')).toEqual({ keepAuditEntries: 1 });
    for (const outcome of ['DONE', 'BEGUN']) expect(await keep(outcome)).toEqual({ keepAuditEntries: 0 });
    await live.return(undefined);
    expect(await newest('startSession')).toMatchObject({ outcome: 'DONE', at: '2026-05-01T12:00:00.000Z' });
  });

  it('has been asked about every field of the records that operators change', async () => {
    const orm = await openOrm({ url: world.database.url, schema: 'parties', entities, migrations: [] });
    const unshown = Object.entries(auditedFields).map(([type, fields]) => {
      const names = Object.keys(orm.getMetadata().getByClassName(type).properties);
      expect(names).toEqual(expect.arrayContaining([...fields]));
      return [type, names.filter((name) => !fields.includes(name))];
    });
    await orm.close();
    // Ids, times and what partners do by themselves; and secrets.
    expect(Object.fromEntries(unshown)).toMatchInlineSnapshot(`
      {
        "Account": [
          "id",
          "seq",
          "passwordHash",
          "mustChangePassword",
          "linkVersion",
          "createdAt",
          "createdBy",
          "lastLoginAt",
        ],
        "Agreement": [
          "id",
          "seq",
          "createdBy",
          "createdAt",
          "changedAt",
          "endedAt",
          "standingChangedAt",
        ],
        "ApiKey": [
          "name",
          "seq",
          "hash",
          "createdAt",
          "createdBy",
          "formerHash",
          "lastUsedAt",
        ],
        "ClientCertificate": [
          "platform",
          "chain",
          "sealedKey",
          "setAt",
          "setBy",
        ],
        "HubPolicy": [
          "id",
          "presetChangedAt",
          "strangersChangedAt",
          "changedAt",
          "changedBy",
        ],
        "OutboundToken": [
          "platform",
          "sealed",
        ],
        "Platform": [
          "id",
          "seq",
          "invitedAt",
          "registeredAt",
          "lastChangedAt",
          "handshakeAt",
          "heldAt",
          "heldBy",
          "heldFrom",
        ],
        "Pull": [
          "id",
          "seq",
          "platform",
          "isScheduled",
          "isChosenWindow",
          "party",
          "nextUrl",
          "offset",
          "answersForAll",
          "total",
          "pages",
          "seen",
          "stored",
          "unchanged",
          "quarantined",
          "withdrawn",
          "requestedAt",
          "startedAt",
          "finishedAt",
          "failure",
          "remark",
          "claim",
          "leaseUntil",
          "claims",
        ],
        "PullSchedule": [
          "id",
          "platform",
          "nextAt",
        ],
        "RateTier": [
          "name",
          "changedAt",
          "changedBy",
        ],
        "Renewal": [
          "platform",
          "begunAt",
          "tokenHash",
          "failedAt",
          "failure",
        ],
      }
    `);
  });
});
