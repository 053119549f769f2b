/** Which passwords are taken: long ones that are not the first to be guessed (NIST SP 800-63B). Pure. */
import { Problem } from '@chargesphere/schema';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Of those that are long enough, what lists of leaked passwords begin with. */
const COMMON = [
  '123456789012',
  '1234567890123',
  'password1234',
  'passwordpassword',
  'qwertyuiop[]',
  'qwertyuiopasdf',
  'administrator',
  'changemechangeme',
  'correcthorsebatterystaple',
  'letmeinletmein',
  'iloveyouiloveyou',
  'welcome123456',
];

/** One text however it was typed: the same letters may come composed or not. */
export const foldedPassword = (given: string): string => given.normalize('NFKC');

/** The password as it is hashed. Throws INVALID_INPUT with what to do better. */
export const newPasswordIn = (given: string, { email, name }: { email: string; name: string }): string => {
  const password = foldedPassword(given);
  const refuse = (why: string): never => {
    throw new Problem('INVALID_INPUT', `This password ${why}; choose another.`);
  };
  const length = [...password].length;
  if (length < PASSWORD_MIN) refuse(`has ${length} characters, and ${PASSWORD_MIN} are needed`);
  if (length > PASSWORD_MAX) refuse(`is longer than ${PASSWORD_MAX} characters`);
  const lower = password.toLowerCase();
  if (COMMON.includes(lower)) refuse('is among the first that are guessed');
  if (new Set(lower).size < 5) refuse('repeats a few characters');
  const own = [email, email.split('@', 1)[0] ?? '', name.toLowerCase()];
  if (own.some((one) => one.length > 3 && lower.replaceAll(one, '').length < PASSWORD_MIN / 2))
    refuse('is little more than your name');
  return password;
};
