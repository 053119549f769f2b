/** Pictures of pages for who works at them: taken where SHOTS names a folder, and nowhere else. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};
