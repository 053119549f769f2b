/** A provider of identities (OpenID Connect) by which people may log in beside their passwords. */

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

type Given = (name: string) => string | undefined;

export const oidcVariables = [
  {
    name: 'HUB_OIDC_ISSUER',
    default: '',
    meaning:
      'Issuer URL of an OpenID Connect provider by which people may log in too, to accounts with an e-mail address it has verified; empty leaves it out.',
  },
  {
    name: 'HUB_OIDC_CLIENT_ID',
    default: '',
    meaning: 'The hub’s client id there; its redirect URI is <HUB_PUBLIC_URL>/account/oidc/callback.',
  },
  { name: 'HUB_OIDC_CLIENT_SECRET', default: '', meaning: 'The client’s secret.' },
] as const;

/** Undefined: not by a provider. */
export const readOidc = (
  given: Given,
  url: (name: string, protocols: readonly string[], needed: string) => string | undefined,
  errors: string[],
): OidcConfig | undefined => {
  const issuer = url('HUB_OIDC_ISSUER', ['http:', 'https:'], 'give an absolute http or https URL');
  const clientId = given('HUB_OIDC_CLIENT_ID');
  const clientSecret = given('HUB_OIDC_CLIENT_SECRET');
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret };
  errors.push(
    'Logging in by a provider takes HUB_OIDC_ISSUER, HUB_OIDC_CLIENT_ID and HUB_OIDC_CLIENT_SECRET: give all three.',
  );
  return undefined;
};
