import { summaryOf } from './act.js';
import { subjectOf } from './subject.js';

const ID = '11111111-1111-4111-8111-111111111111';
const subject = (action: string, returns: string, args: Record<string, unknown>, result?: unknown) =>
  Object.values(subjectOf({ action, returns, args, result }, []));

describe('what a mutation is about', () => {
  it('is its result, by ref, id or name, with the platform that concerns', () => {
    expect(subject('suspendPlatform', 'Platform', { id: ID }, { id: ID })).toEqual(['Platform', ID, ID]);
    expect(subject('putAgreement', 'Agreement', {}, { id: 'a' })).toEqual(['Agreement', 'a', null]);
    expect(subject('putRateTier', 'RateTier', {}, { name: 'SMALL' })).toEqual(['RateTier', 'SMALL', null]);
    expect(subject('startPull', 'Pull', {}, { id: 'p', platform: { id: ID } })).toEqual(['Pull', 'p', ID]);
    expect(subject('clearAlarm', 'Alarm', {}, { id: 'a', platformId: ID })).toEqual(['Alarm', 'a', ID]);
    expect(subject('setHubPolicy', 'HubPolicy', { input: {} }, { preset: 'OPEN' })).toEqual([
      'HubPolicy',
      '',
      null,
    ]);
  });

  it('is the platform where the result only brings it along', () => {
    const invited = { token: 'secret', platform: { id: ID } };
    expect(subject('invitePlatform', 'Invitation', { input: {} }, invited)).toEqual(['Platform', ID, ID]);
  });

  it('is the document that was pushed or withdrawn', () => {
    const put = { ref: 'NL/TNM/1', outcome: 'CREATED' };
    expect(subject('putLocation', 'PutResult', {}, put)).toEqual(['Location', 'NL/TNM/1', null]);
    expect(subject('deleteTariff', 'ID', { ref: 'NL/TNM/1' }, 'NL/TNM/1')).toEqual([
      'Tariff',
      'NL/TNM/1',
      null,
    ]);
    const document = { country_code: 'NL', party_id: 'TNM', uid: '1' };
    expect(subject('putToken', 'PutResult', { document })).toEqual(['Token', 'NL/TNM/1', null]);
    expect(subject('patchToken', 'PutResult', { ref: 'NL/TNM/1' })).toEqual(['Token', 'NL/TNM/1', null]);
  });

  it('is what was asked for when nothing came of it, unless something was written before', () => {
    expect(subject('suspendPlatform', 'Platform', { id: ID })).toEqual(['Platform', ID, ID]);
    const input = { platformId: ID.toUpperCase() };
    expect(subject('setPlatformQuirks', 'Platform', { input })[2]).toBe(ID);
    expect(subject('startPull', 'Pull', { input })).toEqual(['Pull', '', ID]);
    const mutated = {
      action: 'connectPlatform',
      returns: 'ConnectResult',
      args: { input: { token: 'secret' } },
    };
    const change = { type: 'Platform', ref: ID, before: {}, after: { name: 'x' } };
    expect(subjectOf(mutated, [change])).toEqual({ type: 'Platform', ref: ID, platformId: ID });
  });
});

it('sums several changes up as the first value and the last', () => {
  const change = (before: object, after: object) => ({
    type: 'Platform',
    ref: ID,
    before: { ...before },
    after: { ...after },
  });
  expect(
    summaryOf([
      change({ status: 'A' }, { status: 'B' }),
      change({ status: 'B', name: 'x' }, { status: 'C', name: 'y' }),
    ]),
  ).toEqual({
    before: { status: 'A', name: 'x' },
    after: { status: 'C', name: 'y' },
  });
});
