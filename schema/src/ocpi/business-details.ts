/**
 * Module "Locations": images and business details, which Credentials use too (LOC-058).
 * Specification: mod_locations.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { ciString, intOf, object, one, opt, ref, string, url } from '../derive/notation.js';
import { ImageCategory } from './location-enums.js';

export const Image = object(
  'Image',
  'mod_locations_image_class',
  {
    url: one(url, 'Where the image is.'),
    thumbnail: opt(url, 'Where a small version of it is.'),
    category: one(ImageCategory, 'What it shows.'),
    type: one(ciString(4), 'File type, such as jpeg or svg.'),
    width: opt(intOf(5), 'Width in pixels.'),
    height: opt(intOf(5), 'Height in pixels.'),
  },
  { description: 'A photo or logo.' },
);
export type Image = Infer<typeof Image>;

export const BusinessDetails = object(
  'BusinessDetails',
  'mod_locations_businessdetails_class',
  {
    name: one(string(100), 'Name of the business.'),
    website: opt(url, 'Its web site.'),
    logo: opt(ref(Image), 'Its logo.'),
  },
  { description: 'How a business presents itself.' },
);
export type BusinessDetails = Infer<typeof BusinessDetails>;
