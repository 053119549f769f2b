/** What a person sees at the root of a hub whose dashboard was not built: where everything is. */
export const landingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ChargeSphere</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; }
  body { max-width: 42rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.6rem; margin: 0; letter-spacing: -0.01em; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.4rem 1.5rem; margin: 2rem 0; }
  dt { font-family: ui-monospace, monospace; } dd { margin: 0; opacity: 0.8; }
</style>
</head>
<body>
<h1>ChargeSphere</h1>
<p>An OCPI roaming hub whose inside is one federated graph. It is running; its pages were not built (<code>npm run build</code>).</p>
<dl>
  <dt><a href="/account">/account</a></dt><dd>log in, or choose a password</dd>
  <dt><a href="/graphql">/graphql</a></dt><dd>the graph, over HTTP and WebSocket</dd>
  <dt><a href="/ocpi/versions">/ocpi/versions</a></dt><dd>where OCPI partners begin; needs their token</dd>
  <dt><a href="/ocpi/docs">/ocpi/docs</a></dt><dd>the OCPI surface described, also as <a href="/ocpi/openapi.json">OpenAPI</a></dd>
  <dt><a href="/health/ready">/health/ready</a></dt><dd>whether the hub can serve</dd>
  <dt><a href="/metrics">/metrics</a></dt><dd>figures for Prometheus</dd>
</dl>
</body>
</html>
`;
