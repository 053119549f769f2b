import { Location } from '../ocpi/locations.js';
import { shortened } from './shorten.js';
import { violationsOf } from './validate.js';

const location = {
  id: 'L'.repeat(40),
  name: 'n'.repeat(300),
  city: '🔌'.repeat(50),
  unknown: 'u'.repeat(5000),
  directions: [
    { language: 'en', text: 'short' },
    { language: 'en', text: 't'.repeat(600) },
  ],
  coordinates: { latitude: '1'.repeat(20), longitude: '2' },
};

describe('TYPE-011 a document that is shortened', () => {
  it('has its texts for people cut to what the table allows, and says which', () => {
    const { document, pointers } = shortened(Location, location);
    expect(pointers.sort()).toEqual(['/city', '/directions/1/text', '/name']);
    expect(document).toEqual({
      ...location,
      name: 'n'.repeat(255),
      city: '🔌'.repeat(45),
      directions: [location.directions[0], { language: 'en', text: 't'.repeat(512) }],
    });
  });

  it('keeps ids, formatted values and what no table knows, and is not the object it was given', () => {
    const before = structuredClone(location);
    const { document } = shortened(Location, location);
    expect(location).toEqual(before);
    expect(document['id']).toBe(location.id);
    expect(document['unknown']).toBe(location.unknown);
    const left = violationsOf(Location, document).filter(({ code }) => code === 'TOO_LONG');
    expect(left.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/id', '/coordinates/latitude']),
    );
    expect(left.map(({ pointer }) => pointer)).not.toContain('/name');
  });

  it('is the very same object when nothing is too long', () => {
    const fine = { id: 'LOC1', name: 'A', directions: [{ language: 'en', text: 'x' }] };
    expect(shortened(Location, fine)).toEqual({ document: fine, pointers: [] });
    expect(shortened(Location, fine).document).toBe(fine);
  });
});
