/** What every measure stands on: the hub, its partners, and the processes that measure. */
import { startWorker, type Worker } from '../worker/worker.client.js';
import type { OptionsOf, RoleName } from '../worker/roles.js';
import type { Round } from '../report.rules.js';
import { cpuOf, cpuWithChildren } from './cpu.js';
import { startHub, type HubUnderTest } from './hub.js';
import { registerPartners, type Partners } from './partners.js';

export interface Stage {
  hub: HubUnderTest;
  partners: Partners;
  /** A process of its own, ended with the scope. */
  start<Name extends RoleName>(
    scope: AsyncDisposableStack,
    role: Name,
    options: OptionsOf<Name>,
  ): Promise<Worker<Name>>;
  /** Adds to a stretch the CPU that this process used for it, and the database when it takes part. */
  counted(pid: number, usesDatabase: boolean, stretch: () => Promise<Round>): Promise<Round>;
}

export const setUp = async (scope: AsyncDisposableStack, profile: string | undefined): Promise<Stage> => {
  const hub = await startHub(scope, profile);
  const partners = await registerPartners(scope, hub);
  return {
    hub,
    partners,
    start: startWorker,
    async counted(pid, usesDatabase, stretch) {
      const read = () => [cpuOf(pid), usesDatabase ? cpuWithChildren(hub.database.pid) : undefined] as const;
      const before = read();
      const round = await stretch();
      const after = read();
      return { ...round, cpu_us: gone(before[0], after[0]), database_us: gone(before[1], after[1]) };
    },
  };
};

const gone = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;
