import { messagesOf, tellingsFor, type StandingRole } from './client-info-push.rules.js';
import { joinedNews, newsOf } from './client-info-news.js';
import { changesIn, isWanted, seenBy } from './client-info-feed.rules.js';
import type { Sight } from './permission.snapshot.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 2, 8, minute));
const role = (id: number, platformId: string, more: Partial<StandingRole> = {}): StandingRole => ({
  id,
  platformId,
  party: `NL/P0${id}`,
  role: 'CPO',
  countryCode: 'NL',
  partyId: `P0${id}`,
  status: 'CONNECTED',
  statusChangedAt: at(id),
  activeSince: at(0),
  ...more,
});
const everybody: Sight = { others: { standing: 'VISIBLE', since_ms: 0 }, except: new Map() };
const but = (party: string, standing: 'PLANNED' | 'HIDDEN'): Sight => ({
  ...everybody,
  except: new Map([[party, { standing, since_ms: at(30).getTime() }]]),
});
const told = (...pairs: [number, string][]): Map<number, string> => new Map(pairs);
const shown = (tellings: ReturnType<typeof tellingsFor>): string[] =>
  tellings.map(({ role: { id }, status, changedAt }) => `${id} ${status} ${changedAt.getUTCMinutes()}`);

it('HCI-011, HCI-012 a newcomer is told of everybody but its own parties and those who ended before', () => {
  const roles = [
    role(1, 'own'),
    role(2, 'other'),
    role(3, 'other', { status: 'OFFLINE' }),
    role(4, 'x', { status: 'SUSPENDED' }),
  ];
  const tellings = tellingsFor({ platformId: 'own', sight: everybody }, roles, told());
  expect(shown(tellings)).toEqual(['2 CONNECTED 2', '3 OFFLINE 3']);
});

it('HCI-010 nothing is told twice, and a change of something else is no news', () => {
  const roles = [role(2, 'other', { statusChangedAt: at(50) })];
  expect(tellingsFor({ platformId: 'own', sight: everybody }, roles, told([2, 'CONNECTED']))).toEqual([]);
});

it('HCI-011 after it was away a platform is told everything again, who ended meanwhile too', () => {
  const roles = [role(2, 'other'), role(4, 'x', { status: 'SUSPENDED' })];
  const tellings = tellingsFor({ platformId: 'own', sight: everybody }, roles, told([2, ''], [4, '']));
  expect(shown(tellings)).toEqual(['2 CONNECTED 2', '4 SUSPENDED 4']);
});

it('HCI-009, HCI-010 a party without a contract is PLANNED since there is none, whether it is there or not', () => {
  const platform = { platformId: 'own', sight: but('NL/P02', 'PLANNED') };
  expect(shown(tellingsFor(platform, [role(2, 'other')], told([2, 'CONNECTED'])))).toEqual(['2 PLANNED 30']);
  const away = role(2, 'other', { status: 'OFFLINE' });
  expect(tellingsFor(platform, [away], told([2, 'PLANNED']))).toEqual([]);
});

it('HCI-002, HUB-033 of a party that is hidden from now on it hears once that nothing may be sent there', () => {
  const platform = { platformId: 'own', sight: but('NL/P02', 'HIDDEN') };
  expect(shown(tellingsFor(platform, [role(2, 'other')], told([2, 'CONNECTED'])))).toEqual(['2 PLANNED 30']);
  expect(tellingsFor(platform, [role(2, 'other')], told())).toEqual([]);
  expect(tellingsFor(platform, [role(2, 'other', { status: 'OFFLINE' })], told([2, 'PLANNED']))).toEqual([]);
  const ended = [role(2, 'other', { status: 'SUSPENDED' })];
  expect(tellingsFor(platform, ended, told([2, 'PLANNED']))).toEqual([]);
  expect(tellingsFor(platform, ended, told([2, 'SUSPENDED']))).toEqual([]);
  expect(shown(tellingsFor(platform, ended, told([2, 'CONNECTED'])))).toEqual(['2 PLANNED 30']);
});

it('HCI-008, AMB-019 one message a role, the same for all who see the same', () => {
  const roles = [role(2, 'other'), role(3, 'other', { party: 'NL/P02', partyId: 'P02', role: 'EMSP' })];
  const tellings = ['a', 'b'].flatMap((platformId) =>
    tellingsFor({ platformId, sight: everybody }, roles, told()),
  );
  expect(messagesOf(tellings).map(({ document, platformIds }) => ({ document, platformIds }))).toEqual([
    {
      platformIds: ['a', 'b'],
      document: {
        party_id: 'P02',
        country_code: 'NL',
        role: 'CPO',
        status: 'CONNECTED',
        last_updated: '2026-11-02T08:02:00Z',
      },
    },
    { platformIds: ['a', 'b'], document: expect.objectContaining({ role: 'EMSP' }) },
  ]);
});

it('HCI-001 which changes are news, and to whom', () => {
  const change = (ref: string, kind: string) => newsOf({ ref, detail: { kind } });
  expect(change('p', 'CONFIGURED')).toBeUndefined();
  expect(change('*', 'AGREEMENTS_CHANGED')).toBe('all');
  const ofAgreement = change('p', 'AGREEMENTS_CHANGED');
  expect(ofAgreement).toEqual({ viewers: new Set(['p']), sources: new Set() });
  const ofRoles = change('q', 'UNREGISTERED') ?? 'all';
  expect(joinedNews(ofAgreement, ofRoles)).toEqual({ viewers: new Set(['p', 'q']), sources: new Set(['q']) });
  expect(joinedNews('all', ofRoles)).toBe('all');
});

it('HCI-010 who watches hears of what is different for it, and of nothing else', () => {
  const viewer = { all: false as const, platformId: 'own', sight: everybody };
  const roles = [role(1, 'own'), role(2, 'other')];
  const seen = seenBy(viewer, roles);
  expect(changesIn(seen, viewer, roles, at(59))).toEqual([]);
  const away = [role(1, 'own'), role(2, 'other', { status: 'OFFLINE', statusChangedAt: at(9) })];
  const [change] = changesIn(seen, viewer, away, at(59));
  expect(change).toEqual({
    ref: 'NL/P02',
    role: 'CPO',
    status: 'OFFLINE',
    previous: 'CONNECTED',
    changedAt: at(9),
  });
  expect(changesIn(seen, { ...viewer, sight: but('NL/P02', 'HIDDEN') }, away, at(59))).toEqual([
    { ref: 'NL/P02', role: 'CPO', status: null, previous: 'OFFLINE', changedAt: at(59) },
  ]);
  if (!change) throw new Error('no change');
  expect(isWanted(change, { parties: ['nl/p02'], roles: ['cpo'], statuses: ['OFFLINE'] })).toBe(true);
  expect(isWanted(change, { parties: ['NL/P03'] })).toBe(false);
  expect(isWanted(change, { statuses: ['CONNECTED'] })).toBe(false);
});
