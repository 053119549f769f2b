/** Mails: to a server that speaks SMTP over a real socket, and to the folder when none is named. */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMail } from '../src/mail.js';

const mail = {
  to: 'anna@example.com',
  subject: 'Grüße',
  text: 'A link:\n\nhttps://hub.example.com/account#reset=x\n',
};
const mailFrom = 'ChargeSphere <hub@example.com>';

/** As much of SMTP as a mail takes; `refuses` turns its receiver away. */
class MailServer {
  readonly heard: string[] = [];
  refuses = false;
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let inData = false;
    let pending = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mail.example.com');
    socket.on('data', (chunk) => {
      const lines = (pending + String(chunk)).split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        this.heard.push(line);
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          say('250 taken');
        } else if (line.startsWith('DATA')) {
          inData = true;
          say('354 go on');
        } else if (line.startsWith('QUIT')) say('221 bye');
        else if (this.refuses && line.startsWith('RCPT')) say('550 nobody here');
        else say('250 fine');
      }
    });
  }
}

it('goes to the server of the configuration, and says so when that refuses it', async () => {
  const server = new MailServer();
  const smtpUrl = await server.listen();
  const office = openMail({ smtpUrl, mailFrom, dataDir: 'nowhere' });
  try {
    await office.send(mail);
    expect(server.heard).toEqual(
      expect.arrayContaining([
        'MAIL FROM:<hub@example.com>',
        'RCPT TO:<anna@example.com>',
        'To: anna@example.com',
      ]),
    );
    expect(server.heard.join('\n')).toContain('https://hub.example.com/account#reset=');
    server.refuses = true;
    await expect(office.send(mail)).rejects.toThrow('550');
  } finally {
    office.close();
    server.close();
  }
});

it('is a file in the data folder when no server is named', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chargesphere-mail-'));
  const office = openMail({ smtpUrl: undefined, mailFrom, dataDir });
  try {
    await office.send(mail);
    await office.send(mail);
    const files = await readdir(join(dataDir, 'mails'));
    expect(files).toHaveLength(2);
    const text = await readFile(join(dataDir, 'mails', files[0] ?? ''), 'utf8');
    expect(text).toContain('From: ChargeSphere <hub@example.com>');
    expect(text).toContain('To: anna@example.com');
  } finally {
    office.close();
    await rm(dataDir, { recursive: true });
  }
});
