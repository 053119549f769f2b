/** What operators are alarmed of, because no partner can mend it without them or does not seem to. Pure. */
export const alarmKinds = ['TOKEN_REFUSED', 'MESSAGE_REFUSED', 'UNREACHABLE'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** A refused message is forgiven when another was accepted and none was refused for so long. */
export const FORGIVEN_AFTER_MS = 10 * 60_000;

/** How long alarms are kept once they are cleared. */
export const ALARM_KEEP_MS = 90 * 24 * 3_600_000;
