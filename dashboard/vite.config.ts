/**
 * The pages as files the hub serves: one bundle for each page, everything they need in them, each file also compressed
 * beforehand so that the hub does not do it for every visitor.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** Below this a file gains nothing. */
const WORTH_BYTES = 1024;

const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async closeBundle() {
    const dist = join(import.meta.dirname, 'dist');
    const entries = await readdir(dist, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(js|css|html|svg|json)$/.test(entry.name));
    await Promise.all(
      files.map(async (file) => {
        const path = join(file.parentPath, file.name);
        const content = await readFile(path);
        if (content.length < WORTH_BYTES) return;
        await Promise.all([
          promisify(brotliCompress)(content).then((small) => writeFile(`${path}.br`, small)),
          promisify(gzip)(content).then((small) => writeFile(`${path}.gz`, small)),
        ]);
      }),
    );
  },
});

/** Where `npm run dev -w dashboard` finds a hub. */
const hub = process.env['HUB_URL'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), compressed()],
  // The pure rules of the repository are bundled from their sources, as its tests run them.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0, // the pages' policy allows no data: fonts

    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { proxy: { '/graphql': { target: hub, ws: true }, '/documents': hub, '/account': hub } },
});
