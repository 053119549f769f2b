// Turns every package's TypeScript into dist/ with SWC, file by file, only what changed; the dashboard by Vite.
// Types are checked apart (`npm run types`): a start must not wait for them.
// Usage: node scripts/build.mjs [package-folder]
import { transformFile } from '@swc/core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const all = ['schema', 'gateway', 'ocpi-adapter', 'hub', 'simulator', 'bench', 'dashboard'];
for (const name of await readdir(join(root, 'subgraphs'))) all.push(join('subgraphs', name));
const folders = process.argv[2] ? [process.argv[2]] : all;

const mtime = async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

async function* sources(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(entry.name)) yield path;
  }
}

async function buildFile(pkg, file) {
  const out = join(pkg, 'dist', relative(pkg, file)).replace(/\.ts$/, '.js');
  if ((await mtime(out)) > (await mtime(file))) return out;
  const { code, map } = await transformFile(file, { configFile: join(root, '.swcrc'), filename: file });
  await mkdir(dirname(out), { recursive: true });
  const name = out.slice(out.lastIndexOf('/') + 1);
  await writeFile(`${out}.map`, map);
  await writeFile(out, `${code}\n//# sourceMappingURL=${name}.map\n`);
  return out;
}

async function buildPackage(folder) {
  const pkg = join(root, folder);
  const kept = new Set();
  const jobs = [];
  for (const part of ['src', 'migrations'])
    for await (const file of sources(join(pkg, part))) jobs.push(buildFile(pkg, file));
  for (const out of await Promise.all(jobs)) kept.add(out);
  // A source that is gone must not live on in dist, or a stale migration would still run.
  for (const entry of await readdir(join(pkg, 'dist'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && path.endsWith('.js') && !kept.has(path)) await rm(path);
  }
}

/** The pages are one bundle for the browser: made anew by Vite when anything they are made of is newer. */
async function buildDashboard() {
  const pkg = join(root, 'dashboard');
  const built = await mtime(join(pkg, 'dist/index.html'));
  const parts = [
    'dashboard/src',
    'dashboard/generated',
    'dashboard/public',
    'subgraphs/tariffs/src/rules',
    'schema/src',
  ];
  const files = (await Promise.all(parts.map((part) => filesIn(join(root, part))))).flat();
  for (const name of ['index.html', 'vite.config.ts', 'package.json']) files.push(join(pkg, name));
  const times = await Promise.all(files.map(mtime));
  if (Math.max(...times) < built) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--logLevel', 'warn'];
  // What a test run calls its environment would make pages for developers of it.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, args, { cwd: pkg, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) process.exitCode = 1;
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

await Promise.all(
  folders.map((folder) => (folder === 'dashboard' ? buildDashboard() : buildPackage(folder))),
);
