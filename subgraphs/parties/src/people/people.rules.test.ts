/** The rules about people that need no database: addresses, passwords, links, allowances. */
import { randomBytes } from 'node:crypto';
import { emailIn, partiesIn, personNameIn, requireFit } from './account.rules.js';
import { allowancesOf, mailAllowancesOf } from './attempt.rules.js';
import { signedLinks, type Link } from './link.rules.js';
import { newPasswordIn } from './password.rules.js';
import { Passwords } from './passwords.js';

const refused = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (problem) {
    return (problem as { code: string }).code;
  }
};

describe('accounts', () => {
  it('have an address that is compared without regard to case, and a name of one line', () => {
    expect(emailIn('  Anna.Bo@Example.COM ')).toBe('anna.bo@example.com');
    for (const wrong of [
      '',
      'anna',
      'a@b@c',
      'a b@c.de',
      'a@b.de\r\nBcc: x@y.z',
      'a@b.de, x@y.z',
      `${'a'.repeat(250)}@b.de`,
    ])
      expect([wrong, refused(() => emailIn(wrong))]).toEqual([wrong, 'INVALID_INPUT']);
    expect(personNameIn(' Anna ')).toBe('Anna');
    for (const wrong of ['', 'a\nb', 'x'.repeat(201)])
      expect(refused(() => personNameIn(wrong))).toBe('INVALID_INPUT');
  });

  it('belong to a platform when they are of partners, and only then', () => {
    expect(refused(() => requireFit('PARTNER', null))).toBe('INVALID_INPUT');
    expect(refused(() => requireFit('OPERATOR', '7'))).toBe('INVALID_INPUT');
    expect(refused(() => requireFit('PARTNER', '7'))).toBeUndefined();
    expect(partiesIn(['nl/tnm', 'NL/TNM'])).toEqual(['NL/TNM']);
    expect(partiesIn(null)).toBeNull();
    for (const wrong of [[], ['NL'], ["NL/'--"]])
      expect(refused(() => partiesIn(wrong))).toBe('INVALID_INPUT');
  });
});

describe('passwords', () => {
  const anna = { email: 'anna.schmidt@example.com', name: 'Anna Schmidt' };

  it('are long, not among the first that are guessed, and not the own name', () => {
    expect(newPasswordIn('correct horse battery', anna)).toBe('correct horse battery');
    const wrong = [
      'elevenchars',
      'passwordpassword',
      'PasswordPassword',
      'abababababab',
      'anna.schmidt1',
      'Anna Schmidt12',
      'x'.repeat(129),
    ];
    for (const one of wrong)
      expect([one, refused(() => newPasswordIn(one, anna))]).toEqual([one, 'INVALID_INPUT']);
  });

  it('are one text however they are typed', () => {
    expect(newPasswordIn('überlange wörter', anna)).toBe(newPasswordIn('u\u0308berlange wo\u0308rter', anna));
  });

  it('are kept as argon2id, found right, and wrong for nobody', async () => {
    const passwords = new Passwords();
    const hashed = await passwords.hash('correct horse battery');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.isRight('correct horse battery', hashed)).toBe(true);
    expect(await passwords.isRight('correct horse batterz', hashed)).toBe(false);
    expect(await passwords.isRight('nobody has this password', null)).toBe(false);
  });

  it('are worked on by a few at a time, and who comes when many wait is turned away', async () => {
    const passwords = new Passwords();
    const hashed = await passwords.hash('correct horse battery');
    const tried = await Promise.allSettled(
      Array.from({ length: 70 }, () => passwords.isRight('correct horse battery', hashed)),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(66);
    expect(tried.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await passwords.isRight('correct horse battery', hashed)).toBe(true);
  });
});

describe('links', () => {
  const links = signedLinks(randomBytes(32));
  const link: Link = { purpose: 'reset', account: '7', version: 3, expires: 1_000 };

  it('say what they are for, until when, and that they are ours', () => {
    const text = links.sign(link);
    expect(links.read(text, 'reset', 999)).toEqual(link);
    expect(links.read(text, 'reset', 1_000)).toBeUndefined();
    expect(links.read(text, 'invitation', 999)).toBeUndefined();
    const [body = '', mac = ''] = text.split('.');
    const forged = Buffer.from(JSON.stringify({ ...link, account: '8' })).toString('base64url');
    for (const one of [
      '',
      '.',
      body,
      `${body}.`,
      `${forged}.${mac}`,
      `${body}.${mac.slice(1)}`,
      signedLinks(randomBytes(32)).sign(link),
    ])
      expect(links.read(one, 'reset', 999)).toBeUndefined();
  });
});

describe('attempts', () => {
  it('are counted by account, by address and by both, in one order, and tell nothing of what was typed', () => {
    const { all, pair } = allowancesOf('anna@example.com', '192.0.2.1');
    expect(all.map(({ key }) => key)).toEqual(all.map(({ key }) => key).sort());
    expect(all.find(({ key }) => key === pair)?.allowance).toBe(
      Math.min(...all.map(({ allowance }) => allowance)),
    );
    expect(JSON.stringify([all, mailAllowancesOf('anna@example.com', '192.0.2.1')])).not.toMatch(/anna|192/);
    expect(allowancesOf('anna@example.com', '192.0.2.2').pair).not.toBe(pair);
  });
});
