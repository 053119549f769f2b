/** The typed client is what GraphQL Code Generator makes of the operations and the contract as they are now. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import config, { folder } from '../codegen.js';

const generated = join(folder, 'generated');

interface Output {
  filename: string;
  content: string;
}

it('dashboard/generated is what the contract and the operations give', async () => {
  const outputs: Output[] = await generate({ ...config, silent: true }, false);
  expect(outputs.map(({ filename }) => filename.slice(generated.length + 1)).sort()).toEqual(
    (await readdir(generated)).sort(),
  );
  for (const { filename, content } of outputs)
    if ((await readFile(filename, 'utf8')) !== content)
      throw new Error(
        `${filename.slice(folder.length + 1)} of the dashboard is stale: run npm run generate -w dashboard and commit.`,
      );
});
