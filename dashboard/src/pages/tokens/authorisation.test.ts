/** What an eMSP said about a token. */
import { allowedIn, isAbout } from './authorisation.rules.js';

it('TOK-030 reads the decision from a recorded answer, and nothing from anything else', () => {
  expect(allowedIn('{"data":{"allowed":"NO_CREDIT"},"status_code":1000}')).toBe('NO_CREDIT');
  expect(allowedIn('{"status_code":2004}')).toBeUndefined();
  expect(allowedIn('<html>')).toBeUndefined();
  expect(allowedIn(null)).toBeUndefined();
});

it('knows which commands are about a token', () => {
  const token = { uid: 'abc', type: 'RFID' };
  expect(isAbout({ token_uid: 'ABC', type: 'RFID' }, token)).toBe(true);
  expect(isAbout({ token_uid: 'ABC' }, token)).toBe(true);
  expect(isAbout({ token_uid: 'ABC', type: 'APP_USER' }, token)).toBe(false);
  expect(isAbout(null, token)).toBe(false);
});
