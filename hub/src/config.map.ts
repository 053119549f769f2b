/** The map of the dashboard: the outlines that come with it, or the tiles of whoever runs the hub. */

export interface MapTiles {
  /** With `{z}`, `{x}` and `{y}`. */
  url: string;
  /** What their owner wants said on the map. */
  attribution: string;
}

export const mapVariables = [
  {
    name: 'HUB_MAP_TILES',
    default: '',
    meaning:
      'Raster tiles for the map of the dashboard, such as https://tiles.example.com/{z}/{x}/{y}.png; browsers load them from there. Empty: the outlines of countries that come with the hub.',
  },
  {
    name: 'HUB_MAP_ATTRIBUTION',
    default: '',
    meaning: 'What the owner of the tiles wants said on the map, as plain text.',
  },
] as const;

type Given = (name: string) => string | undefined;

/** Undefined: outlines. */
export const readMapTiles = (given: Given, errors: string[]): MapTiles | undefined => {
  const url = given('HUB_MAP_TILES');
  const attribution = given('HUB_MAP_ATTRIBUTION') ?? '';
  if (url === undefined) {
    if (attribution !== '')
      errors.push('HUB_MAP_ATTRIBUTION is of use with tiles only: give HUB_MAP_TILES too.');
    return undefined;
  }
  const isTemplate = ['{z}', '{x}', '{y}'].every((part) => url.includes(part));
  const isWeb = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  if (!isTemplate || !isWeb || new URL(url).host.includes('{'))
    errors.push(
      `HUB_MAP_TILES is "${url}": give an absolute http or https URL with {z}, {x} and {y} in its path, such as https://tiles.example.com/{z}/{x}/{y}.png.`,
    );
  return { url, attribution };
};
