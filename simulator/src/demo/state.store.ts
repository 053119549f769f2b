/**
 * What a platform of the demo must remember so that a hub with kept data still knows it: port, tokens, endpoints, and
 * the sessions that were running. One file per platform, readable by its owner only, replaced in one step.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@chargesphere/schema';
import type { PlatformState } from '../platform/peer.js';
import { isObject } from '../wire/envelope.js';

export interface Remembered {
  platform: PlatformState;
  /** Sessions that had begun and not ended. */
  open: Session[];
}

export class StateStore {
  private readonly file: string | undefined;
  private platform: PlatformState | undefined;
  private open: readonly Session[] = [];

  /** Without a folder nothing is kept. */
  constructor(stateDir: string | undefined, name: string) {
    if (stateDir === undefined) return;
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    this.file = join(stateDir, `${name}.json`);
  }

  read(): Remembered | undefined {
    if (this.file === undefined) return undefined;
    try {
      const parsed: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      return isObject(parsed) && isObject(parsed.platform) && Array.isArray(parsed.open)
        ? (parsed as unknown as Remembered)
        : undefined;
    } catch {
      return undefined; // the first start, or a file cut short: both begin anew
    }
  }

  keepPlatform(platform: PlatformState): void {
    this.platform = platform;
    this.write();
  }

  keepOpen(open: readonly Session[]): void {
    this.open = open;
    this.write();
  }

  private write(): void {
    if (this.file === undefined || this.platform === undefined) return;
    const remembered: Remembered = { platform: this.platform, open: [...this.open] };
    writeFileSync(`${this.file}.new`, JSON.stringify(remembered), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
