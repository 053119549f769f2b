/**
 * Messages to an EVSE or a Connector inside its Location (LOC-001 to LOC-010, LOC-015, LOC-016).
 */
import type { JsonObject, LocationChange } from '../src/index.js';
import { connectorOf, evseOf, patchConnector, patchEvse, putConnector, putEvse } from '../src/index.js';
import { connector, evse, location } from './samples.js';

const EARLY = '2026-03-01T08:00:00Z';
const STORED = '2026-03-01T08:30:00Z';
const LATER = '2026-03-01T09:00:00Z';
const LATEST = '2026-03-01T10:00:00Z';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};
const stored = frozen(
  location({
    evses: [evse({ uid: 'Abc', connectors: [connector({ id: 'c1' }), connector({ id: 'c2' })] }), evse()],
  }),
);

const after = (change: LocationChange): JsonObject => {
  if (change.outcome === 'NOT_FOUND') throw new Error(`${change.missing} was not found.`);
  return change.location;
};

describe('putEvse', () => {
  it('LOC-002 replaces the EVSE and leaves the others', () => {
    const change = putEvse(stored, evse({ uid: 'Abc', status: 'CHARGING', last_updated: LATER }));
    expect(change.outcome).toBe('REPLACED');
    expect(evseOf(after(change), 'Abc')).toMatchObject({ status: 'CHARGING' });
    expect(evseOf(after(change), '3256')).toBe(evseOf(stored, '3256'));
  });

  it('LOC-010 adds an EVSE with a new uid', () => {
    const added = evse({ uid: 'new', last_updated: LATER });
    const change = putEvse(stored, added);
    expect(change.outcome).toBe('CREATED');
    expect(after(change)['evses']).toEqual([...(stored['evses'] as unknown[]), added]);
  });

  it('LOC-010 adds the first EVSE of a Location that has none', () => {
    expect(after(putEvse(location({ evses: null }), evse()))['evses']).toEqual([evse()]);
  });

  it('TRN-087 finds the EVSE whatever the case of its uid, and shows it as sent', () => {
    const change = putEvse(stored, evse({ uid: 'aBC', last_updated: LATER }));
    expect(change.outcome).toBe('REPLACED');
    expect(evseOf(after(change), 'ABC')?.['uid']).toBe('aBC');
  });

  it('LOC-006 LOC-007 copies last_updated to the Location', () => {
    expect(after(putEvse(stored, evse({ last_updated: LATER })))['last_updated']).toBe(LATER);
  });

  it('LOC-007 a later time of the Location stays', () => {
    const busy = location({ last_updated: LATEST });
    expect(after(putEvse(busy, evse({ last_updated: LATER })))['last_updated']).toBe(LATEST);
  });

  it('LOC-016 an older EVSE changes nothing', () => {
    expect(putEvse(stored, evse({ last_updated: EARLY }))).toEqual({ outcome: 'OLDER', location: stored });
  });

  it('LOC-016 one of the same time replaces, so that a repeat is answered alike', () => {
    expect(putEvse(stored, evse({ last_updated: STORED })).outcome).toBe('REPLACED');
  });
});

describe('patchEvse', () => {
  it('LOC-003 takes an EVSE away by its status', () => {
    const change = patchEvse(stored, 'abc', { status: 'REMOVED', evse_id: null, last_updated: LATER });
    const removed = evseOf(after(change), 'Abc');
    expect(removed).toMatchObject({ uid: 'Abc', status: 'REMOVED', last_updated: LATER });
    expect(removed).not.toHaveProperty('evse_id');
    expect(after(change)['last_updated']).toBe(LATER);
  });

  it('LOC-015 E17 says when there is no such EVSE', () => {
    expect(patchEvse(stored, 'none', { last_updated: LATER })).toEqual({
      outcome: 'NOT_FOUND',
      missing: 'EVSE',
    });
  });

  it('LOC-016 an older patch changes nothing', () => {
    expect(patchEvse(stored, 'Abc', { status: 'CHARGING', last_updated: EARLY }).outcome).toBe('OLDER');
  });
});

describe('putConnector', () => {
  it('LOC-001 LOC-006 replaces the Connector and moves EVSE and Location on', () => {
    const change = putConnector(
      stored,
      'abc',
      connector({ id: 'C2', max_amperage: 16, last_updated: LATER }),
    );
    expect(change.outcome).toBe('REPLACED');
    expect(connectorOf(after(change), 'Abc', 'c2')).toMatchObject({ id: 'C2', max_amperage: 16 });
    expect(connectorOf(after(change), 'Abc', 'c1')).toBe(connectorOf(stored, 'Abc', 'c1'));
    expect(evseOf(after(change), 'Abc')?.['last_updated']).toBe(LATER);
    expect(after(change)['last_updated']).toBe(LATER);
  });

  it('LOC-007 later times of the parents stay, each for itself', () => {
    const busy = location({ evses: [evse({ last_updated: LATEST })], last_updated: STORED });
    const changed = after(putConnector(busy, '3256', connector({ last_updated: LATER })));
    expect(evseOf(changed, '3256')?.['last_updated']).toBe(LATEST);
    expect(changed['last_updated']).toBe(LATER);
  });

  it('LOC-010 adds a Connector with a new id', () => {
    expect(putConnector(stored, 'Abc', connector({ id: 'c3', last_updated: LATER })).outcome).toBe('CREATED');
  });

  it('LOC-015 says when its EVSE is not there', () => {
    expect(putConnector(stored, 'none', connector())).toEqual({ outcome: 'NOT_FOUND', missing: 'EVSE' });
  });
});

describe('patchConnector', () => {
  it('LOC-002 changes what the patch names', () => {
    const changed = after(patchConnector(stored, 'Abc', 'c1', { tariff_ids: ['15'], last_updated: LATER }));
    expect(connectorOf(changed, 'Abc', 'c1')).toEqual(
      connector({ id: 'c1', tariff_ids: ['15'], last_updated: LATER }),
    );
  });

  it('E17 says what is missing', () => {
    const patch = { last_updated: LATER };
    expect(patchConnector(stored, 'none', 'c1', patch)).toEqual({ outcome: 'NOT_FOUND', missing: 'EVSE' });
    expect(patchConnector(stored, 'Abc', 'none', patch)).toEqual({
      outcome: 'NOT_FOUND',
      missing: 'Connector',
    });
  });

  it('LOC-016 an older patch returns the Location as it is', () => {
    expect(patchConnector(stored, 'Abc', 'c1', { format: 'CABLE', last_updated: EARLY })).toEqual({
      outcome: 'OLDER',
      location: stored,
    });
  });
});
