/**
 * Where people take up invitations and choose passwords, and log in where there is no dashboard: one page that needs
 * nothing else. Its script is told to the browser by its hash, so no other script runs here, whatever gets in.
 */
import { createHash } from 'node:crypto';

const style = `
  :root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; }
  body { max-width: 24rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.4rem; margin: 0 0 1rem; }
  form { display: grid; gap: 0.75rem; margin: 1rem 0; }
  label { display: grid; gap: 0.2rem; }
  input, button { font: inherit; padding: 0.5rem 0.6rem; }
  [hidden] { display: none; }
  #told { min-height: 1.6em; }
`;

/** What the page asks of the graph; listed, so that a hub that executes nothing unlisted still lets people in. */
export const accountOperations = {
  me: '{ me { name role email mustChangePassword } }',
  logIn: 'mutation ($input: LogInInput!) { logIn(input: $input) { name } }',
  requestPasswordReset: 'mutation ($email: String!) { requestPasswordReset(email: $email) }',
  resetPassword: 'mutation ($input: ChoosePasswordInput!) { resetPassword(input: $input) { name } }',
  acceptInvitation: 'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
  changePassword:
    'mutation ($current: String!, $password: String!) { changePassword(current: $current, password: $password) }',
  logOut: 'mutation { logOut }',
};

const script = `
const operations = ${JSON.stringify(accountOperations)};
const $ = (id) => document.getElementById(id);
const isRefused = location.hash.startsWith('#refused');
const [, purpose, link] = /^#(invitation|reset)=(.+)$/.exec(location.hash) ?? [];
if (link || isRefused) history.replaceState(null, '', location.pathname);
const ask = async (query, variables = {}) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'graphql-require-preflight': '1' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
};
const show = (id) => ['login', 'choose', 'change', 'known'].forEach((one) => ($(one).hidden = one !== id));
const tell = (text) => ($('told').textContent = text);
const refresh = async () => {
  const { me } = await ask(operations.me);
  if (!me) return show('login');
  $('who').textContent = me.name + ' (' + (me.email ?? 'key') + '), ' + me.role;
  show(me.mustChangePassword ? 'change' : 'known');
  if (me.mustChangePassword) tell('Choose a password of your own before anything else.');
};
const on = (id, event, work) =>
  $(id).addEventListener(event, async (happening) => {
    happening.preventDefault();
    tell('');
    try {
      await work(new FormData(event === 'submit' ? $(id) : undefined));
    } catch (error) {
      tell(error.message);
    }
  });
on('login', 'submit', async (form) => {
  await ask(operations.logIn, { input: Object.fromEntries(form) });
  $('login').reset();
  await refresh();
});
on('forgotten', 'click', async () => {
  const email = $('login').elements.email.value;
  if (!email) return tell('Write your e-mail address first.');
  await ask(operations.requestPasswordReset, { email });
  tell('If there is an account with this address, a link is on its way.');
});
on('choose', 'submit', async (form) => {
  const field = purpose === 'reset' ? 'resetPassword' : 'acceptInvitation';
  await ask(operations[field], { input: { link, password: form.get('password') } });
  await refresh();
});
on('change', 'submit', async (form) => {
  await ask(operations.changePassword, Object.fromEntries(form));
  $('change').reset();
  tell('Your password is changed.');
  await refresh();
});
on('another', 'click', async () => show('change'));
on('out', 'click', async () => {
  await ask(operations.logOut);
  await refresh();
});
if (link) show('choose');
else refresh().then(() => isRefused && tell('Your organisation could not log you in here: ask an operator for an account.')).catch((error) => tell(error.message));
`;

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const accountPagePolicy = [
  "default-src 'none'",
  `style-src ${sourceOf(style)}`,
  `script-src ${sourceOf(script)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const password = (name: string, label: string, kind: 'current-password' | 'new-password'): string =>
  `<label>${label}<input name="${name}" type="password" autocomplete="${kind}" required${kind === 'new-password' ? ' minlength="12"' : ''}></label>`;

/** With a way to the provider of identities, where there is one. */
export const accountPage = (hasProvider: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Your account – ChargeSphere</title>
<style>${style}</style>
</head>
<body>
<h1>ChargeSphere</h1>
<p id="told" role="status"></p>
<form id="login" hidden>
  <label>E-mail address<input name="email" type="email" autocomplete="username" required></label>
  ${password('password', 'Password', 'current-password')}
  <button>Log in</button>
  <button type="button" id="forgotten">I have forgotten my password</button>
${hasProvider ? '  <p>Or <a href="/account/oidc">log in by your organisation</a>.</p>\n' : ''}</form>
<form id="choose" hidden>
  ${password('password', 'Choose a password of 12 characters or more', 'new-password')}
  <button>Use it and log in</button>
</form>
<form id="change" hidden>
  ${password('current', 'The password you have', 'current-password')}
  ${password('password', 'The new one, 12 characters or more', 'new-password')}
  <button>Change it</button>
</form>
<div id="known" hidden>
  <p>You are <strong id="who"></strong>. The <a href="/graphql">graph</a> knows you in this browser.</p>
  <button id="another">Change the password</button>
  <button id="out">Log out</button>
</div>
<script>${script}</script>
</body>
</html>
`;
