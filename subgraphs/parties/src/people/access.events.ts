/** `access.changed`: what an account or a key may do has changed, or has ended. Whoever remembers it forgets it. */
import type { RecordEvent } from '@chargesphere/chassis';

export const ACCESS_CHANGED = 'access.changed';

/** Either an account, maybe one login of it only, or a key by its name. */
export interface AccessChanged {
  account?: string;
  login?: string;
  key?: string;
}

export const accessChanged = (changed: AccessChanged): RecordEvent => ({
  topic: ACCESS_CHANGED,
  ref: changed.account ?? changed.key ?? '',
  detail: changed,
});
