/** What is told when a handshake fails: the sentences of the hub as they are. */
import { readFileSync } from 'node:fs';
import { adviceKinds, adviceOf, reasonOfLeg, type AdviceKind } from './advice.rules.js';

const URL_OF_THEIRS = 'https://cpo.example/versions';

const sentences: readonly (readonly [AdviceKind, string])[] = [
  ['token', `${URL_OF_THEIRS} answered HTTP 401 with OCPI status 2001 (no): it does not know the token.`],
  ['https', 'http://cpo.example must be called over https.'],
  ['privateAddress', '10.0.0.1 is an address inside a private network, which this hub does not call.'],
  ['port', 'Port 8080 is not one this hub calls; use 443 or 8443.'],
  ['url', 'The URL for cpo.example holds a user name or password; OCPI uses tokens.'],
  ['url', '"cpo" is no versions URL; give the absolute https URL that your partner sent you.'],
  ['dns', 'cpo.exmaple cannot be reached: ENOTFOUND.'],
  ['dns', 'cpo.example cannot be reached: EAI_AGAIN.'],
  ['closedPort', 'cpo.example:444 cannot be reached: ECONNREFUSED.'],
  ['tls', 'cpo.example cannot be reached: CERT_HAS_EXPIRED.'],
  ['tls', 'cpo.example cannot be reached: DEPTH_ZERO_SELF_SIGNED_CERT.'],
  ['tls', 'cpo.example cannot be reached: UNABLE_TO_VERIFY_LEAF_SIGNATURE.'],
  ['tls', 'cpo.example cannot be reached: ERR_TLS_CERT_ALTNAME_INVALID.'],
  ['timeout', 'cpo.example did not answer within 10000 ms.'],
  ['timeout', 'cpo.example cannot be reached: UND_ERR_CONNECT_TIMEOUT.'],
  ['connection', 'cpo.example cannot be reached: ECONNRESET.'],
  ['noVersion', `${URL_OF_THEIRS} lists 2.0; no version there is one this hub can use here.`],
  [
    'noCredentials',
    'https://cpo.example/2.3.0 lists no credentials endpoint; add it to the version details.',
  ],
  [
    'badCredentials',
    'https://cpo.example/c answered a Credentials object that is not valid: roles is required.',
  ],
  [
    'notOcpi',
    `${URL_OF_THEIRS} answered HTTP 200 with OCPI status none: there is no OCPI envelope in the body.`,
  ],
  ['notOcpi', 'cpo.example answered with more than this hub reads.'],
  ['forbidden', `${URL_OF_THEIRS} answered HTTP 403 with OCPI status none.`],
  ['notFound', `${URL_OF_THEIRS} answered HTTP 404 with OCPI status none.`],
  ['alreadyRegistered', 'https://cpo.example/c answered HTTP 405 with OCPI status 2000.'],
  ['cannotCallBack', 'https://cpo.example/c answered HTTP 200 with OCPI status 3001 (no answer).'],
  ['serverError', `${URL_OF_THEIRS} answered HTTP 502 with OCPI status none.`],
  ['refused', 'https://cpo.example/c answered HTTP 200 with OCPI status 2001 (roles).'],
  ['roles', 'NL/ALF is registered as CPO by another platform; leave it out, or ask the operator.'],
  ['other', 'The hub failed during the handshake: disk full'],
];

it.each(sentences)('%s: %s', (kind, sentence) => {
  expect(adviceOf(sentence)).toBe(kind);
  // As the graph says it of an order.
  expect(adviceOf(`Connecting to Alfa failed: ${sentence} Put it right and order it again.`)).toBe(kind);
});

it('reads what a leg was answered by the same signs', () => {
  const leg = { url: URL_OF_THEIRS, http: 401, ocpi: 2001, failure: null };
  expect(adviceOf(reasonOfLeg(leg))).toBe('token');
  expect(adviceOf(reasonOfLeg({ ...leg, failure: { message: 'x cannot be reached: ENOTFOUND.' } }))).toBe(
    'dns',
  );
});

it.each(['en', 'de'])('has words for every kind, in %s', (language) => {
  const words = JSON.parse(readFileSync(new URL(`words.${language}.json`, import.meta.url), 'utf8')) as {
    advice: Record<string, { wrong: string; cure: string }>;
  };
  expect(Object.keys(words.advice).sort()).toEqual([...adviceKinds].sort());
});
