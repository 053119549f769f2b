import type { SeenStanding } from './permission.rules.js';
import {
  isNotHidden,
  isVisible,
  keysWith,
  listedState,
  seenState,
  type RoleState,
  type Viewer,
} from './viewer.rules.js';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const visible = (day = 0): SeenStanding => ({ standing: 'VISIBLE', since_ms: day && at(day).getTime() });
const planned = (day: number): SeenStanding => ({ standing: 'PLANNED', since_ms: at(day).getTime() });
const hidden: SeenStanding = { standing: 'HIDDEN', since_ms: 0 };

const viewer = (others: SeenStanding, except: Record<string, SeenStanding> = {}): Viewer => ({
  all: false,
  platformId: 'one',
  sight: { others, except: new Map(Object.entries(except)) },
});
const role = (more: Partial<RoleState> = {}): RoleState => ({
  platformId: 'two',
  party: 'NL/TNM',
  status: 'CONNECTED',
  statusChangedAt: at(10),
  activeSince: at(5),
  ...more,
});

describe('what a viewer sees of a role', () => {
  it('HUB-033 lists for a platform its own roles and those that can be reached, for operators all', () => {
    const listed = (who: Viewer, more: Partial<RoleState>) => listedState(who, role(more))?.status;
    const anybody = viewer(visible());
    expect(listed(anybody, { status: 'CONNECTED' })).toBe('CONNECTED');
    expect(listed(anybody, { status: 'OFFLINE' })).toBe('OFFLINE');
    expect(listed(anybody, { status: 'SUSPENDED' })).toBeUndefined();
    expect(listed(anybody, { platformId: 'one', status: 'SUSPENDED' })).toBe('SUSPENDED');
    expect(listed({ all: true }, { status: 'SUSPENDED' })).toBe('SUSPENDED');
    expect(listed(viewer(hidden), {})).toBeUndefined();
    expect(listed(viewer(hidden), { platformId: 'one' })).toBe('CONNECTED');
    expect(listed(viewer(planned(1)), { status: 'OFFLINE' })).toBe('PLANNED');
    expect(listed(viewer(planned(1)), { status: 'SUSPENDED' })).toBeUndefined();
  });

  it('HCI-009 calls a role PLANNED where nothing may pass, and SUSPENDED all the same when it has ended', () => {
    const status = (who: Viewer, more: Partial<RoleState> = {}) => seenState(who, role(more))?.status;
    expect(status(viewer(planned(1)))).toBe('PLANNED');
    expect(status(viewer(planned(1)), { status: 'SUSPENDED' })).toBe('SUSPENDED');
    expect(status(viewer(planned(1), { 'NL/TNM': visible() }))).toBe('CONNECTED');
    expect(status(viewer(visible(), { 'NL/TNM': hidden }))).toBeUndefined();
    expect(status({ all: true })).toBe('CONNECTED');
  });

  it('HCI-010 says since when it has been so for this viewer', () => {
    const since = (who: Viewer, more: Partial<RoleState> = {}) => seenState(who, role(more))?.statusChangedAt;
    expect(since(viewer(visible()))).toEqual(at(10));
    // It went offline and came back meanwhile: to whom it is PLANNED nothing has happened.
    expect(since(viewer(planned(1)))).toEqual(at(5));
    expect(since(viewer(planned(7)))).toEqual(at(7));
    expect(since(viewer(visible(12)))).toEqual(at(12));
    expect(since(viewer(planned(12)), { status: 'SUSPENDED' })).toEqual(at(10));
    expect(since(viewer(planned(12)), { platformId: 'one' })).toEqual(at(10));
  });

  it('HUB-033 turns the same rule into a condition, and into none where everybody is seen', () => {
    const sightOf = (who: Viewer) =>
      (who.all ? undefined : who.sight) as Extract<Viewer, { all: false }>['sight'];
    expect(keysWith(sightOf(viewer(visible())), isVisible)).toBeUndefined();
    expect(keysWith(sightOf(viewer(visible(), { 'NL/TNM': hidden })), isVisible)).toEqual({
      $nin: ['NL/TNM'],
    });
    expect(keysWith(sightOf(viewer(hidden, { 'NL/TNM': visible(), 'BE/BEC': hidden })), isVisible)).toEqual({
      $in: ['NL/TNM'],
    });
    expect(keysWith(sightOf(viewer(planned(1), { 'NL/TNM': visible() })), isVisible)).toEqual({
      $in: ['NL/TNM'],
    });
    expect(keysWith(sightOf(viewer(planned(1), { 'NL/TNM': visible() })), isNotHidden)).toBeUndefined();
  });
});
