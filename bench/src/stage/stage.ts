/** What every measure stands on: the hub, its partners, and the processes that measure. */
import { basename, resolve } from 'node:path';
import { startWorker, type Worker } from '../worker/worker.client.js';
import type { OptionsOf, RoleName } from '../worker/roles.js';
import type { Round } from '../report.rules.js';
import { cpuOf, cpuWithChildren } from './cpu.js';
import { startHub, type HubUnderTest } from './hub.js';
import { registerPartners, type Partners } from './partners.js';

export interface Stage {
  /** The hub of another folder, when one is measured beside ours. */
  other?: Stage & { name: string };
  hub: HubUnderTest;
  partners: Partners;
  /** A process of its own, ended with the scope. */
  start<Name extends RoleName>(
    scope: AsyncDisposableStack,
    role: Name,
    options: OptionsOf<Name>,
    /** How long it may take to open. */
    open_ms?: number,
  ): Promise<Worker<Name>>;
  /** Adds to a stretch the CPU that this process used for it, and the database when it takes part. */
  counted(pid: number, usesDatabase: boolean, stretch: () => Promise<Round>): Promise<Round>;
}

export interface Settings {
  /** Folder for a CPU profile of the hub. */
  profile: string | undefined;
  /** Another checkout of this repository, built. */
  beside: string | undefined;
}

export const setUp = async (scope: AsyncDisposableStack, { profile, beside }: Settings): Promise<Stage> => {
  const stage = await stageOf(scope, await startHub(scope, { profile }));
  if (beside === undefined) return stage;
  const other = await stageOf(scope, await startHub(scope, { root: resolve(beside) }));
  return { ...stage, other: { ...other, name: `hub of ${basename(resolve(beside))}` } };
};

const stageOf = async (scope: AsyncDisposableStack, hub: HubUnderTest): Promise<Stage> => ({
  hub,
  partners: await registerPartners(scope, hub),
  start: startWorker,
  async counted(pid, usesDatabase, stretch) {
    const read = () => [cpuOf(pid), usesDatabase ? cpuWithChildren(hub.database.pid) : undefined] as const;
    const before = read();
    const round = await stretch();
    const after = read();
    return { ...round, cpu_us: gone(before[0], after[0]), database_us: gone(before[1], after[1]) };
  },
});

const gone = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;
