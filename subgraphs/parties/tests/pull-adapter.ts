/** What the adapter does with pulls, played by tests: claims them, reports pages, ends them. */
import { system, type World } from './world.js';

export interface Task {
  claim: string;
  pull: PullData;
  connection: { token: string } | null;
}

export interface PullData {
  id: string;
  module: string;
  mode: string;
  status: string;
  platform: { id: string };
  dateFrom: string | null;
  party: string | null;
  nextUrl: string | null;
  offset: number;
  pages: number;
  seen: number;
  stored: number;
  unchanged: number;
  quarantined: number;
  withdrawn: number;
  total: number | null;
  isScheduled: boolean;
  startedAt: string | null;
  finishedAt: string | null;
  failure: string | null;
  remark: string | null;
}

export const PULL = `id module mode status platform { id } dateFrom party nextUrl offset pages seen stored unchanged
  quarantined withdrawn total isScheduled startedAt finishedAt failure remark`;

export const URL_2 = 'https://partner.example.com/ocpi/2.3.0/locations?offset=100&limit=100';

/** A page in good order, with another one after it. */
const page = {
  seen: 100,
  stored: 98,
  unchanged: 1,
  total: 250,
  next: { party: 'NL/TNM', url: URL_2, offset: 100, answersForAll: false },
  quarantined: [] as object[],
};

/** One node of the hub at work. */
export class PullAdapter {
  constructor(private readonly world: World) {}

  async claim(limit = 10): Promise<Task[]> {
    const { claimPulls } = await this.world.ask<{ claimPulls: Task[] }>(
      system,
      `mutation Claim($limit: Int!) {
        claimPulls(limit: $limit) { claim connection { token } pull { ${PULL} } }
      }`,
      { limit },
    );
    return claimPulls;
  }

  /** The only pull there is to claim. */
  async take(): Promise<Task> {
    const [task, ...more] = await this.claim();
    if (!task || more.length > 0) throw new Error('One pull was expected to be claimable.');
    return task;
  }

  report({ claim, pull }: Task, more: object = {}): Promise<PullData> {
    const input = { ...page, ...more, claim, pullId: pull.id };
    return this.#tell(`reportPull(input: $input)`, '$input: PullPageInput!', { input });
  }

  finish({ claim, pull }: Task, more: object = {}): Promise<PullData> {
    const input = { withdrawn: 0, ...more, claim, pullId: pull.id };
    return this.#tell('finishPull(input: $input)', '$input: PullEndInput!', { input });
  }

  fail(task: Task, reason = 'It answered nothing.'): Promise<PullData> {
    return this.#tell('failPull(pullId: $id, claim: $claim, reason: $reason)', `${IDS}, $reason: String!`, {
      ...idsOf(task),
      reason,
    });
  }

  release(task: Task): Promise<PullData> {
    return this.#tell('releasePull(pullId: $id, claim: $claim)', IDS, idsOf(task));
  }

  keep(task: Task): Promise<PullData> {
    return this.#tell('keepPull(pullId: $id, claim: $claim)', IDS, idsOf(task));
  }

  async queueDue(): Promise<number> {
    return (await this.world.ask<{ queueDuePulls: number }>(system, 'mutation { queueDuePulls }'))
      .queueDuePulls;
  }

  async #tell(field: string, declared: string, variables: Record<string, unknown>): Promise<PullData> {
    const text = `mutation Tell(${declared}) { result: ${field} { ${PULL} } }`;
    return (await this.world.ask<{ result: PullData }>(system, text, variables)).result;
  }
}

const IDS = '$id: ID!, $claim: ID!';
const idsOf = ({ claim, pull }: Task) => ({ id: pull.id, claim });
