/**
 * What a browser sees at /graphql. In development Apollo's Sandbox, which loads from Apollo's CDN and sends operations
 * from the page itself, so the key stays between browser and hub. Elsewhere a page of our own that needs nothing.
 */
import type { GraphQLServerContext } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

/** No angle brackets: the value is written into a script. */
const HEADER_HINT = { Authorization: 'Bearer PASTE-YOUR-API-KEY-HERE' };

export type LandingPage = () => Promise<string>;

export const landingPage = (development: boolean, document: string | undefined): LandingPage =>
  development ? sandbox(document) : async () => PLAIN_PAGE;

/** The page comes as a plugin for Apollo's own server; it asks nothing of it. */
const sandbox = (document: string | undefined): LandingPage => {
  const plugin = ApolloServerPluginLandingPageLocalDefault({
    document: document ?? 'query Graph {\n  __typename\n}\n',
    headers: HEADER_HINT,
    includeCookies: false,
    footer: false,
    embed: {
      runTelemetry: false,
      endpointIsEditable: false,
      initialState: { pollForSchemaUpdates: false, sharedHeaders: HEADER_HINT },
    },
  });
  return async () => {
    const started = await plugin.serverWillStart?.({} as GraphQLServerContext);
    const html = (await started?.renderLandingPage?.())?.html;
    if (html === undefined) throw new Error('Apollo Sandbox renders its page in another way now.');
    return typeof html === 'string' ? html : html();
  };
};

const PLAIN_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>ChargeSphere graph</title>
  </head>
  <body>
    <h1>ChargeSphere graph</h1>
    <p>This address speaks GraphQL. Send operations by POST as JSON with the header
      <code>Authorization: Bearer &lt;key&gt;</code>; subscriptions over WebSocket with the protocol
      <code>graphql-transport-ws</code>.</p>
  </body>
</html>
`;
