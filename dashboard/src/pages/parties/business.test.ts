/** What a party says of itself. */
import { detailsIn } from './business.rules.js';

it('is read as far as it is what OCPI has', () => {
  expect(detailsIn({ name: 'Alfa', website: 'https://alfa.example' })).toEqual({
    name: 'Alfa',
    website: 'https://alfa.example/',
  });
  expect(detailsIn({ name: 5 })).toEqual({});
  expect(detailsIn(null)).toEqual({});
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'nowhere'])('%s is no link', (website) => {
  expect(detailsIn({ website })).toEqual({});
});
