/** `alarm.raised`: something began that an operator has to look at. While it lasts it is the same alarm. */
import type { RecordEvent } from '@chargesphere/chassis';
import type { AlarmKind } from './alarm.rules.js';

export const ALARM_RAISED = 'alarm.raised';

/** What a subscriber's filter looks at. */
export interface AlarmRaised {
  platformId: string;
  kind: AlarmKind;
}

export const alarmRaised = (id: string, detail: AlarmRaised): RecordEvent => ({
  topic: ALARM_RAISED,
  ref: id,
  detail,
});
