/** The packages of this repository and their source files, for the tests that read the code itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Package {
  /** As imported: `@chargesphere/chassis`. */
  name: string;
  /** From the root: `subgraphs/chassis`. */
  folder: string;
  dependencies: readonly string[];
}

const leftOut = new Set(['node_modules', 'dist', '.git', '.data', 'coverage']);

export function packages(): Package[] {
  const { workspaces } = readJson<{ workspaces: string[] }>('package.json');
  const folders = workspaces.flatMap((pattern) =>
    pattern.endsWith('/*') ? subfolders(pattern.slice(0, -2)) : [pattern],
  );
  return folders
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, dependencies = {} } = readJson<{ name: string; dependencies?: Record<string, string> }>(
        join(folder, 'package.json'),
      );
      return { name, folder, dependencies: Object.keys(dependencies) };
    });
}

/** Every file below a folder, from the root, without what is installed, built or kept apart. */
export function filesIn(folder: string): string[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(full, entry.name));
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export function readJson<T>(file: string): T {
  return JSON.parse(read(file)) as T;
}

function subfolders(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}
