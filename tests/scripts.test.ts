// The launchers `scripts/hub.mjs` and `scripts/production.mjs`, over a stand-in for the built hub: what it is told,
// and that signals, exit codes and deaths pass through them.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './house/packages.js';

const standIn = `
  const life = setInterval(() => {}, 1_000);
  process.on('SIGTERM', () => { console.log('drained'); clearInterval(life); process.exitCode = 3; });
  const { HUB_DEMO: demo, NODE_ENV: mode } = process.env;
  console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), demo, mode }));
`;

interface Said {
  pid: number;
  args: string[];
  demo: string;
  mode?: string;
}

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  children = [];
  folder = mkdtempSync(join(tmpdir(), 'chargesphere-scripts-'));
  for (const name of ['hub.mjs', 'production.mjs', 'end-with-npm.mjs'])
    cpSync(join(root, 'scripts', name), join(folder, 'scripts', name));
  mkdirSync(join(folder, 'hub/dist/src'), { recursive: true });
  const scripts = { start: 'node -e 0 && node scripts/hub.mjs serve' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  writeFileSync(join(folder, 'hub/dist/src/main.js'), standIn);
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Runs a script; `lines()` gives what it prints, line by line, and ends when nobody can print any more. */
function run(script: string, args: string[], env: NodeJS.ProcessEnv = {}, asVersion?: string) {
  const pretend = `data:text/javascript,Object.defineProperty(process,'version',{value:'${asVersion}'})`;
  const flags = asVersion ? ['--import', pretend] : [];
  const child = spawn(process.execPath, [...flags, join(folder, 'scripts', script), ...args], {
    env: { ...process.env, HUB_DEMO: '', NODE_ENV: '', NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => (await lines.next()).value as string | undefined;
  return {
    child,
    line,
    hello: async () => JSON.parse((await line()) ?? '') as Said,
    exit: once(child, 'exit'),
  };
}

describe.each([
  ['in the same process', undefined],
  ['with the pinned Node, started by an older one', 'v20.20.2'],
])('the hub %s', (_where, version) => {
  it('is told its command, with demo data on', async () => {
    const { child, hello } = run('hub.mjs', ['invite', 'Some CPO'], {}, version);
    const said = await hello();
    expect(said).toMatchObject({ args: ['invite', 'Some CPO'], demo: 'on' });
    expect(said.pid === child.pid).toBe(version === undefined);
  });

  it('serves without demo data in production, unless told otherwise', async () => {
    const production = run('production.mjs', [], {}, version);
    expect(await production.hello()).toMatchObject({ args: ['serve'], demo: 'off', mode: 'production' });
    const shown = run('production.mjs', [], { HUB_DEMO: 'on' }, version);
    expect(await shown.hello()).toMatchObject({ demo: 'on' });
  });

  it('gets the signal that asks to stop, once, and its exit code is the launcher’s', async () => {
    const { child, line, hello, exit } = run('hub.mjs', ['serve'], {}, version);
    await hello();
    child.kill('SIGTERM');
    expect(await line()).toBe('drained');
    expect(await line()).toBeUndefined();
    expect(await exit).toEqual([3, null]);
  });

  it('ends when its launcher is killed', async () => {
    const { child, line, hello, exit } = run('hub.mjs', ['serve'], {}, version);
    await hello();
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    // Its output ends only when the last process that could write to it is gone.
    const rest = [await line(), await line()].filter(Boolean);
    expect(rest).toEqual(version === undefined ? [] : ['drained']);
  });
});

it.each(['SIGTERM', 'SIGKILL'] as const)('ends when the npm that started it gets %s', async (signal) => {
  const child = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { pid } = JSON.parse((await lines.next()).value as string) as Said;
  expect(pid).not.toBe(child.pid);
  child.kill(signal);
  expect((await lines.next()).value).toBe('drained');
  expect((await lines.next()).done).toBe(true);
});

it('says how to build a hub that is not built', async () => {
  rmSync(join(folder, 'hub/dist'), { recursive: true });
  const { child, exit } = run('hub.mjs', ['serve']);
  const [said] = (await once(child.stderr, 'data')) as [Buffer];
  expect(String(said)).toContain('The hub is not built: run `npm run build` first');
  expect(await exit).toEqual([1, null]);
});
