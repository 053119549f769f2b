import { Problem } from '@chargesphere/schema';
import {
  nextStatus,
  platformStatuses,
  platformSteps,
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
        SUSPENDED: 'PENDING',
        FAILED: 'PENDING',
      },
      withdraw: {
        PENDING: 'SUSPENDED',
        CONNECTING: 'CONFLICT',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      connect: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTING',
        CONNECTED: 'ALREADY_REGISTERED',
        OFFLINE: 'ALREADY_REGISTERED',
        SUSPENDED: 'CONNECTING',
        FAILED: 'CONNECTING',
      },
      register: {
        PENDING: 'CONNECTED',
        CONNECTING: 'ALREADY_REGISTERED',
        CONNECTED: 'ALREADY_REGISTERED',
        OFFLINE: 'ALREADY_REGISTERED',
        SUSPENDED: 'UNAUTHENTICATED',
        FAILED: 'UNAUTHENTICATED',
      },
      update: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'CONNECTED',
        OFFLINE: 'CONNECTED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      unregister: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'SUSPENDED',
        OFFLINE: 'SUSPENDED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      handshake: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTING',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      finish: {
        PENDING: 'CONFLICT',
        CONNECTING: 'CONNECTED',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      fail: {
        PENDING: 'CONFLICT',
        CONNECTING: 'FAILED',
        CONNECTED: 'CONFLICT',
        OFFLINE: 'CONFLICT',
        SUSPENDED: 'CONFLICT',
        FAILED: 'CONFLICT',
      },
      silence: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'OFFLINE',
        OFFLINE: 'OFFLINE',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
      hear: {
        PENDING: 'NOT_REGISTERED',
        CONNECTING: 'NOT_REGISTERED',
        CONNECTED: 'CONNECTED',
        OFFLINE: 'CONNECTED',
        SUSPENDED: 'NOT_REGISTERED',
        FAILED: 'NOT_REGISTERED',
      },
    });
  });

  it('15.1 leads back from SUSPENDED and FAILED only by an invitation or an order of an operator', () => {
    const waysOut = (status: PlatformStatus) =>
      platformSteps.filter((step) => platformStatuses.some((next) => next === outcome(status, step)));
    expect(waysOut('SUSPENDED')).toEqual(['invite', 'connect']);
    expect(waysOut('FAILED')).toEqual(['invite', 'connect']);
  });
});
