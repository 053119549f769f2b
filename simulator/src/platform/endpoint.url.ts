/** A path below an endpoint, as ids to be encoded or as text to be sent as it is. */
export type EndpointPath = readonly string[] | string;

/** AMB-010: exactly one slash between endpoint and suffix; AMB-011: every id is encoded by itself. */
export const joined = (url: string, path: EndpointPath): string => {
  const suffix = typeof path === 'string' ? path.replace(/^\//, '') : path.map(encodeURIComponent).join('/');
  return suffix === '' ? url : `${url.replace(/\/+$/, '')}/${suffix}`;
};
