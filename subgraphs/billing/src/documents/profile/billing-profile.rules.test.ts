import { profileOf, type GivenProfile } from './billing-profile.rules.js';

const given = (difference: Partial<GivenProfile> = {}): GivenProfile => ({ name: 'TNM', ...difference });
const address = { street: 'Rigakade 20', city: 'Amsterdam', postalCode: '1013 BC', country: 'NL' };

describe('a billing profile', () => {
  it('is kept in one spelling, however it was written', () => {
    const written = given({
      name: ' The  New\nMotion ',
      legalName: ' ',
      address: { ...address, country: ' nl' },
      vatId: 'nl 1234.56.789-b01',
      iban: 'nl91 abna 0417 1643 00',
      bic: 'abnanl2a',
      email: ' billing@tnm.example ',
    });
    expect(profileOf(written)).toEqual({
      name: 'The New Motion',
      legalName: null,
      address,
      vatId: 'NL123456789B01',
      iban: 'NL91ABNA0417164300',
      bic: 'ABNANL2A',
      email: 'billing@tnm.example',
    });
  });

  it('may be a name alone', () => {
    expect(Object.values(profileOf(given())).filter((value) => value !== null)).toEqual(['TNM']);
  });

  it.each([
    [{ name: ' \u200b ' }, 'name is empty'],
    [{ name: 'x'.repeat(201) }, 'name has 201 characters'],
    [{ address: { ...address, country: 'NLD' } }, 'address.country is "NLD"'],
    [{ address: { ...address, city: '' } }, 'address.city is empty'],
    [{ vatId: '123456789B01' }, 'vatId is "123456789B01"'],
    [{ iban: 'NL91 ABNA 0417 1643 01' }, 'iban is "NL91ABNA0417164301", which is none'],
    [{ iban: 'IBAN' }, 'iban is "IBAN"'],
    [{ bic: 'ABNA' }, 'bic is "ABNA"'],
    [{ email: 'nobody' }, 'email is "nobody"'],
  ])('is refused with what is wrong: %j', (difference, sentence) => {
    expect(() => profileOf(given(difference))).toThrow(sentence);
  });
});
