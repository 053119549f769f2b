/** Tiles under the places, where whoever runs the hub has named some: they stand in the head of the document. */
export interface Tiles {
  /** With `{z}`, `{x}` and `{y}`. */
  url: string;
  attribution: string;
}

const told = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

export const mapTiles = (): Tiles | undefined => {
  const url = told('map-tiles');
  // MapLibre reads attributions as HTML; this one is text.
  const text = document.createElement('span');
  text.textContent = told('map-attribution');
  return url === '' ? undefined : { url, attribution: text.innerHTML };
};
