import { withField } from './response-field.js';

const URL = 'https://hub.example/x';
const put = (text: string) => withField(text, 'response_url', URL);

it('RTE-061, RTE-062 replaces one field and leaves every other character alone', () => {
  const text = '{ "limit": 16.0,\n "response_url" : "https://emsp.example/1", "x": [1.50, {"a": 1e3}] }';
  expect(put(text)).toBe(text.replace('https://emsp.example/1', URL));
});

it('finds it by its name however that is spelled, and every time it is there', () => {
  expect(put('{"response\\u005furl":"a","b":2,"response_url":"c"}')).toBe(
    `{"response\\u005furl":"${URL}","b":2,"response_url":"${URL}"}`,
  );
});

it.each([
  ['below another object', '{"token":{"response_url":"a"},"list":[{"response_url":"b"}]}'],
  ['as a value', '{"a":"response_url","b":"x","c":["response_url","d"]}'],
  ['within a text', '{"a":"\\"response_url\\":\\"x\\""}'],
])('leaves what only looks like it: %s', (_, text) => {
  expect(put(text)).toBe(text);
});

it('reads long texts and escaped quotes', () => {
  const long = 'x\\\\\\"'.repeat(100_000);
  expect(put(`{"a":"${long}","response_url":"b"}`)).toBe(`{"a":"${long}","response_url":"${URL}"}`);
});
