// Runs the built hub: `node scripts/hub.mjs serve`, or another of its commands. Demo data is on unless HUB_DEMO says
// otherwise. The hub needs Node 22.17, which npm installed beside its packages; started by an older one, this runs
// the hub with that.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'hub', 'dist', 'src', 'main.js');

process.env.HUB_DEMO ||= 'on';
if (isOlder(process.version, [22, 17])) await runWithPinnedNode();
else await runHere();

async function runHere() {
  if (!existsSync(main))
    return refuse('The hub is not built: run `npm run build` first, or just `npm start`.');
  // Started by an older Node: that one dying, however it dies, must end this one, or two hubs would want one port.
  if (process.channel) {
    process.channel.unref();
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  } else endWithNpm();
  process.argv[1] = main;
  await import(main);
}

function runWithPinnedNode() {
  endWithNpm();
  const node = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(node))
    return refuse(`Node ${process.version} is too old: run \`npm ci\`, or install Node 22.22 or newer.`);
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C in a terminal reaches the child by itself; told twice, it would think its user impatient.
  const forwarded = process.stdin.isTTY ? ['SIGTERM', 'SIGQUIT'] : ['SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGINT'];
  for (const signal of ['SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGINT'])
    process.on(signal, () => forwarded.includes(signal) && child.kill(signal));
  child.once('error', (problem) => refuse(`${node} cannot be run: ${problem.message}.`));
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal); // so that it ends us too, and whoever waits for us sees the same end
    process.kill(process.pid, signal);
  });
}

function isOlder(version, [major, minor]) {
  const [hasMajor, hasMinor] = version.slice(1).split('.').map(Number);
  return hasMajor < major || (hasMajor === major && hasMinor < minor);
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
