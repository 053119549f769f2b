/**
 * Mails to people: by SMTP when the configuration names a server, otherwise as files in the data folder, where an
 * operator of a hub that is being tried out finds them.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, SendMail } from '@chargesphere/parties';
import type { Config } from './config.js';

/** A mail server that does not answer keeps nobody waiting longer. */
const TIMEOUT_MS = 10_000;

export interface MailOffice {
  send: SendMail;
  close(): void;
}

export const openMail = (config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>): MailOffice => {
  const compose = (mail: Mail) => ({ from: config.mailFrom, ...mail });
  if (!config.smtpUrl) {
    const folder = join(config.dataDir, 'mails');
    const printer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    return {
      async send(mail) {
        const { message } = await printer.sendMail(compose(mail));
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`;
        // Links in it open accounts: for the owner of the hub only.
        await writeFile(join(folder, name), message as Buffer, { mode: 0o600 });
      },
      close: () => printer.close(),
    };
  }
  const server = createTransport({
    url: config.smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send(mail) {
      await server.sendMail(compose(mail));
    },
    close: () => server.close(),
  };
};
