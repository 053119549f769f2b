/**
 * Structured logs: one JSON line an event, with request and correlation ids as fields, secrets cut out. For people
 * at a terminal the same lines are written to be read.
 */
import { pino, type LevelWithSilent, type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

export interface LogOptions {
  level: LevelWithSilent;
  /** Written for people instead of for machines. */
  isPretty?: boolean;
}

export const createLog = ({ level, isPretty = false }: LogOptions): Logger => {
  const options = {
    name: 'chargesphere',
    level,
    // Credentials never reach a log (AMB-002); the paths cover what our own code logs.
    redact: {
      paths: ['authorization', 'token', '*.authorization', '*.token', 'req.headers.authorization'],
      censor: '[secret]',
    },
    serializers: { error: pino.stdSerializers.err },
  };
  if (!isPretty) return pino(options);
  const stream = pretty({
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname,name,part,session,signal',
    singleLine: true,
  });
  return pino(options, stream);
};
