/** Notes beside prices come from the hub in English; the German ones are here and have to be all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteCodes } from '@chargesphere/tariffs/rules';

it('has every note in German', () => {
  const german = JSON.parse(readFileSync(join(import.meta.dirname, 'notes.de.json'), 'utf8')) as object;
  expect(Object.keys(german)).toEqual(Object.keys(noteCodes));
});
