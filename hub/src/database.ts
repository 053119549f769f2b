/** The database the hub works on: the one it was given, or the embedded one. */
import { startEmbeddedPostgres, type Logger } from '@chargesphere/chassis';
import type { Config } from './config.js';

export interface Database {
  url: string;
  stop(): Promise<void>;
}

export const openDatabase = async (config: Config, log: Logger): Promise<Database> => {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined };
  return startEmbeddedPostgres({ dataDir: config.dataDir, durable: true, log });
};
