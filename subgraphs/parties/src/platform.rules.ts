/**
 * What can happen to a platform, and what becomes of it: one table. Pure.
 *
 * PENDING is an invitation (the partner calls us), CONNECTING an order to call a partner; both lead to CONNECTED.
 * CONNECTED and OFFLINE alternate with what the hub hears. SUSPENDED and FAILED are left by a new invitation or a new
 * order only, that is, by an operator (15.1: SUSPENDED → CONNECTED only by a new registration).
 */
import { Problem, type ProblemCode } from '@chargesphere/schema';

export const platformStatuses = [
  'PENDING',
  'CONNECTING',
  'CONNECTED',
  'OFFLINE',
  'SUSPENDED',
  'FAILED',
] as const;
export type PlatformStatus = (typeof platformStatuses)[number];

export const platformSteps = [
  'invite',
  'withdraw',
  'register',
  'update',
  'unregister',
  'connect',
  'handshake',
  'finish',
  'fail',
  'silence',
  'hear',
] as const;
export type PlatformStep = (typeof platformSteps)[number];

const table: Record<PlatformStep, Partial<Record<PlatformStatus, PlatformStatus>>> = {
  // By an operator. Inviting anew replaces a token that lapsed or got lost.
  invite: { PENDING: 'PENDING', SUSPENDED: 'PENDING', FAILED: 'PENDING' },
  withdraw: { PENDING: 'SUSPENDED' },
  connect: { CONNECTING: 'CONNECTING', SUSPENDED: 'CONNECTING', FAILED: 'CONNECTING' },
  // By the partner: POST, PUT and DELETE credentials. Who sends PUT is there.
  register: { PENDING: 'CONNECTED' },
  update: { CONNECTED: 'CONNECTED', OFFLINE: 'CONNECTED' },
  unregister: { CONNECTED: 'SUSPENDED', OFFLINE: 'SUSPENDED' },
  // By our adapter, registering at a partner.
  handshake: { CONNECTING: 'CONNECTING' },
  finish: { CONNECTING: 'CONNECTED' },
  fail: { CONNECTING: 'FAILED' },
  // By what the hub hears (HCI-021).
  silence: { CONNECTED: 'OFFLINE', OFFLINE: 'OFFLINE' },
  hear: { CONNECTED: 'CONNECTED', OFFLINE: 'CONNECTED' },
};

/** The status after the step; throws the Problem that says why the step is out of place. */
export const nextStatus = (
  platform: { name: string; status: PlatformStatus },
  step: PlatformStep,
): PlatformStatus => {
  const next = table[step][platform.status];
  if (next) return next;
  const { code, message } = refusal(platform, step);
  throw new Problem(code, message);
};

const refusal = (
  { name, status }: { name: string; status: PlatformStatus },
  step: PlatformStep,
): { code: ProblemCode; message: string } => {
  const isRegistered = status === 'CONNECTED' || status === 'OFFLINE';
  switch (step) {
    case 'register':
      // CRED-032, CRED-037: also while our own handshake with it is under way.
      if (isRegistered || status === 'CONNECTING')
        return {
          code: 'ALREADY_REGISTERED',
          message: `${name} is registered already; use PUT to change its credentials, or DELETE to end them first.`,
        };
      return {
        code: 'UNAUTHENTICATED',
        message: `The invitation of ${name} is no longer valid; ask the operator of the hub for a new one.`,
      };
    case 'update':
    case 'unregister':
      // CRED-045
      return { code: 'NOT_REGISTERED', message: `${name} is not registered; register with POST first.` };
    case 'invite':
    case 'connect':
      if (isRegistered)
        return {
          code: 'ALREADY_REGISTERED',
          message: `${name} is registered already; it has to end its registration before it can begin a new one.`,
        };
      return {
        code: 'CONFLICT',
        message:
          status === 'PENDING'
            ? `${name} is invited; withdraw the invitation before you order a connection.`
            : `A connection to ${name} is being made; wait for its result before you invite it.`,
      };
    case 'withdraw':
      return {
        code: 'CONFLICT',
        message: `${name} is ${status}; only an invitation that waits can be withdrawn.`,
      };
    case 'handshake':
    case 'finish':
    case 'fail':
      return {
        code: 'CONFLICT',
        message: `${name} is ${status}; order a connection to it with connectPlatform first.`,
      };
    case 'silence':
    case 'hear':
      return {
        code: 'NOT_REGISTERED',
        message: `${name} is ${status}; only registered platforms come and go.`,
      };
    default:
      return step satisfies never;
  }
};
