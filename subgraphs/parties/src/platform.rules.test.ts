import { Problem } from '@chargesphere/schema';
import {
  nextStatus,
  platformStatuses,
  platformSteps,
  resumedStatus,
  type PlatformStatus,
  type PlatformStep,
} from './platform.rules.js';

const outcome = (status: PlatformStatus, step: PlatformStep): string => {
  try {
    return nextStatus({ name: 'Acme', status }, step);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('what becomes of a platform', () => {
  it('CRED-032 CRED-035 CRED-045 CRED-051 HCI-021 follows one table, and says why a step is out of place', () => {
    const table = Object.fromEntries(
      platformSteps.map((step) => [
        step,
        Object.fromEntries(platformStatuses.map((status) => [status, outcome(status, step)])),
      ]),
    );
    expect(table).toEqual({
      invite: {
        PENDING: 'PENDING',
        CONNECTING: 'CONFLICT',
        CONNECTED: 'ALREADY_REGISTERED',
        OFFLINE: 'ALREADY_REGISTERED',
        HELD: 'CONFLICT',
        SUSPENDED: 'PENDING',
        FAILED: 'PENDING',
      },
      withdraw: {
        PENDING: 'SUSPENDED',
        CONNECTING: 'CONFLICT',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        HELD: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      connect: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTING',
        CONNECTED: 'ALREADY_REGISTERED',
        OFFLINE: 'ALREADY_REGISTERED',
        HELD: 'CONFLICT',
        SUSPENDED: 'CONNECTING',
        FAILED: 'CONNECTING',
      },
      register: {
        PENDING: 'CONNECTED',
        CONNECTING: 'ALREADY_REGISTERED',
        CONNECTED: 'ALREADY_REGISTERED',
        OFFLINE: 'ALREADY_REGISTERED',
        HELD: 'ALREADY_REGISTERED',
        SUSPENDED: 'UNAUTHENTICATED',
        FAILED: 'UNAUTHENTICATED',
      },
      update: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'CONNECTED',
        OFFLINE: 'CONNECTED',
        HELD: 'NOT_REGISTERED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      unregister: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'SUSPENDED',
        OFFLINE: 'SUSPENDED',
        HELD: 'NOT_REGISTERED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      handshake: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTING',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        HELD: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      finish: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTED',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        HELD: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      fail: {
        PENDING: 'CONFLICT',
        CONNECTING: 'FAILED',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        HELD: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      silence: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'OFFLINE',
        OFFLINE: 'OFFLINE',
        HELD: 'NOT_REGISTERED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      hear: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'CONNECTED',
        OFFLINE: 'CONNECTED',
        HELD: 'NOT_REGISTERED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      suspend: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONFLICT',
        CONNECTED: 'HELD',
        OFFLINE: 'HELD',
        HELD: 'HELD',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      resume: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONFLICT',
        CONNECTED: 'CONNECTED',
        OFFLINE: 'OFFLINE',
        HELD: 'CONNECTED',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      delete: Object.fromEntries(platformStatuses.map((status) => [status, 'SUSPENDED'])),
    });
  });

  it('15.1 leads back from SUSPENDED and FAILED only by an invitation or an order of an operator', () => {
    const waysOut = (status: PlatformStatus) =>
      platformSteps.filter((step) => platformStatuses.some((next) => next === outcome(status, step)));
    expect(waysOut('SUSPENDED')).toEqual(['invite', 'connect', 'delete']);
    expect(outcome('SUSPENDED', 'delete')).toBe('SUSPENDED');
    expect(waysOut('FAILED')).toEqual(['invite', 'connect', 'delete']);
  });

  it('15.1 lets a platform that an operator held go on as what it was, by his word only', () => {
    const held = (heldFrom: string | null) => resumedStatus({ name: 'Acme', status: 'HELD', heldFrom });
    expect([held('CONNECTED'), held('OFFLINE')]).toEqual(['CONNECTED', 'OFFLINE']);
    const others = platformSteps.filter((step) => !['suspend', 'resume', 'delete'].includes(step));
    for (const step of others) expect(platformStatuses).not.toContain(outcome('HELD', step));
    for (const status of ['CONNECTED', 'OFFLINE'] as const)
      expect(resumedStatus({ name: 'Acme', status, heldFrom: null })).toBe(status);
    expect(() => resumedStatus({ name: 'Acme', status: 'SUSPENDED', heldFrom: null })).toThrow(
      'was not suspended by an operator',
    );
  });
});
