/** BusinessDetails as a party sent them, read with care: they are its words, and a link of it may be anything. Pure. */

export interface Details {
  name?: string;
  /** Only http and https. */
  website?: string;
}

export const detailsIn = (sent: unknown): Details => {
  if (typeof sent !== 'object' || sent === null) return {};
  const { name, website } = sent as Record<string, unknown>;
  const url = typeof website === 'string' ? URL.parse(website) : null;
  return {
    ...(typeof name === 'string' && { name }),
    ...(url !== null && /^https?:$/.test(url.protocol) && { website: url.href }),
  };
};
