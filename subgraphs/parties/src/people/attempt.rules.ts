/**
 * How often may somebody try to log in. Attempts are counted before the password is looked at, by address and by
 * account and by both: guessing one password after the other is stopped where it comes from, and nobody can keep
 * another from logging in by guessing from elsewhere, short of very many guesses. Pure.
 */
import { createHash } from 'node:crypto';

export interface Allowance {
  key: string;
  /** So many failures in a row are free; each further one has to wait. */
  allowance: number;
}

/** Failures are forgotten when there was none for so long. */
export const FORGOTTEN_AFTER_S = 3_600;
/** How long the first failure beyond the allowance blocks; each further one twice as long. */
export const BLOCK_FIRST_S = 15;
export const BLOCK_LONGEST_S = 900;

const PAIR = 5;
const ADDRESS = 50;
const ACCOUNT = 100;

/** Nothing that was typed is kept: people type passwords into the wrong field. */
const folded = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** In the order of their keys, so that two attempts lock in the same order. The first is that of the pair. */
export const allowancesOf = (email: string, address: string): { all: Allowance[]; pair: string } => {
  const pair = `pair ${folded(`${email} ${address}`)}`;
  const all = [
    { key: `account ${folded(email)}`, allowance: ACCOUNT },
    { key: `address ${folded(address)}`, allowance: ADDRESS },
    { key: pair, allowance: PAIR },
  ];
  return { all: all.sort((a, b) => (a.key < b.key ? -1 : 1)), pair };
};

/** For mails that anybody may have sent to somebody. */
export const mailAllowancesOf = (email: string, address: string): Allowance[] => [
  { key: `mail ${folded(email)}`, allowance: 3 },
  { key: `mails of ${folded(address)}`, allowance: 20 },
];
