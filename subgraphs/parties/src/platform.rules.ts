/**
 * What can happen to a platform, and what becomes of it: one table. Pure.
 *
 * PENDING is an invitation (the partner calls us), CONNECTING an order to call a partner; both lead to CONNECTED.
 * CONNECTED and OFFLINE alternate with what the hub hears. SUSPENDED and FAILED are left by a new invitation or a new
 * order only, that is, by an operator (15.1: SUSPENDED → CONNECTED only by a new registration). HELD is something else:
 * an operator has suspended a registration that goes on, and resumes it as it was.
 */
import { Problem, type ProblemCode } from '@chargesphere/schema';

export const platformStatuses = [
  'PENDING',
  'CONNECTING',
  'CONNECTED',
  'OFFLINE',
  'HELD',
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
  'suspend',
  'resume',
  'delete',
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
  // By an operator, each as often as wanted. A platform is resumed as what it was (`resumedStatus`).
  suspend: { CONNECTED: 'HELD', OFFLINE: 'HELD', HELD: 'HELD' },
  resume: { HELD: 'CONNECTED', CONNECTED: 'CONNECTED', OFFLINE: 'OFFLINE' },
  delete: {
    PENDING: 'SUSPENDED',
    CONNECTING: 'SUSPENDED',
    CONNECTED: 'SUSPENDED',
    OFFLINE: 'SUSPENDED',
    HELD: 'SUSPENDED',
    SUSPENDED: 'SUSPENDED',
    FAILED: 'SUSPENDED',
  },
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

/** What a platform is when it is not held any more: CONNECTED, or OFFLINE as it was before. */
export const resumedStatus = (platform: {
  name: string;
  status: PlatformStatus;
  heldFrom: string | null;
}): 'CONNECTED' | 'OFFLINE' => {
  const status = nextStatus(platform, 'resume');
  return status === 'OFFLINE' || platform.heldFrom === 'OFFLINE' ? 'OFFLINE' : 'CONNECTED';
};

const refusal = (
  { name, status }: { name: string; status: PlatformStatus },
  step: PlatformStep,
): { code: ProblemCode; message: string } => {
  const isRegistered = status === 'CONNECTED' || status === 'OFFLINE';
  switch (step) {
    case 'register':
      // CRED-032, CRED-037: also while our own handshake with it is under way.
      if (isRegistered || status === 'HELD' || status === 'CONNECTING')
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
      if (status === 'HELD')
        return {
          code: 'CONFLICT',
          message: `${name} is registered and held by an operator; resume it, or delete it before you let it in anew.`,
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
    case 'suspend':
      return {
        code: 'CONFLICT',
        message: `${name} is ${status}; only a platform that is registered can be suspended. ${
          status === 'PENDING'
            ? 'Withdraw its invitation instead.'
            : 'Delete it instead, if it is to stay away.'
        }`,
      };
    case 'resume':
      return {
        code: 'CONFLICT',
        message: `${name} is ${status} and was not suspended by an operator; invite it, or connect to it, for a new registration.`,
      };
    case 'delete':
      return { code: 'CONFLICT', message: `${name} is ${status} and cannot be deleted.` };
    default:
      return step satisfies never;
  }
};
