import { splitQuery } from './response-url.js';

const responseUrlIn = (search: string) => splitQuery(search).responseUrl;

const PLAIN = 'https://emsp.example/ocpi/results/7';
const NESTED = 'https://emsp.example/ocpi/results?session_id=1234&part=2';

describe('CHP-042, AMB-049 the response_url in a query', () => {
  it.each([
    ['escaped', `?duration=900&response_url=${encodeURIComponent(NESTED)}`],
    ['escaped, before another parameter', `response_url=${encodeURIComponent(NESTED)}&duration=900`],
    ['escaped, before one nobody knows', `?response_url=${encodeURIComponent(NESTED)}&trace=1`],
    ['unescaped, at the end', `?duration=900&response_url=${NESTED}`],
    ['unescaped, before a parameter that is known', `?response_url=${NESTED}&duration=900`],
  ])('is found %s', (_, search) => {
    expect(responseUrlIn(search)).toBe(NESTED);
  });

  it('is found without a query of its own', () => {
    expect(responseUrlIn(`?duration=900&response_url=${PLAIN}`)).toBe(PLAIN);
    expect(responseUrlIn(`?response_url=${PLAIN}&duration=900`)).toBe(PLAIN);
  });

  it('keeps what is escaped within an unescaped one', () => {
    expect(responseUrlIn('?response_url=https://emsp.example/a%2Fb?x=%26')).toBe(
      'https://emsp.example/a%2Fb?x=%26',
    );
  });

  it('is not what only ends in its name, nor what is not there', () => {
    expect(responseUrlIn('?my_response_url=https://emsp.example')).toBeUndefined();
    expect(responseUrlIn('?duration=900')).toBeUndefined();
    expect(responseUrlIn('')).toBeUndefined();
  });

  it('stays as it came when it cannot be read', () => {
    expect(responseUrlIn('?response_url=https%3A%2F%2Femsp.example%ZZ')).toBe(
      'https%3A%2F%2Femsp.example%ZZ',
    );
  });

  it.each([
    [`?duration=900&response_url=${encodeURIComponent(NESTED)}&trace=1`, 'duration=900&trace=1'],
    [`response_url=${NESTED}&duration=900`, 'duration=900'],
    [`?trace=1&response_url=${NESTED}`, 'trace=1'],
    ['?duration=900&trace=a%20b', 'duration=900&trace=a+b'],
  ])('RTE-065 leaves the rest of %s', (search, rest) => {
    expect(splitQuery(search).rest.toString()).toBe(rest);
  });
});
