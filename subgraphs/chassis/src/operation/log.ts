/** Structured logs: one JSON line an event, with request and correlation ids as fields, secrets cut out. */
import { pino, type Logger, type LevelWithSilent } from 'pino';

export type { Logger } from 'pino';

export const createLog = (level: LevelWithSilent, name = 'chargesphere'): Logger =>
  pino({
    name,
    level,
    // Credentials never reach a log (AMB-002); the paths cover what our own code logs.
    redact: {
      paths: ['authorization', 'token', '*.authorization', '*.token', 'req.headers.authorization'],
      censor: '[secret]',
    },
    serializers: { error: pino.stdSerializers.err },
  });
