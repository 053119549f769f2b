/**
 * Orders to send a recorded request once more. An order is taken up once: a node that dies with it leaves it FAILED,
 * and an order nobody took up in its time is not sent later, when nobody expects it any more.
 */
import { randomUUID } from 'node:crypto';
import { noteChange } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { Problem } from '@chargesphere/schema';
import { after } from './credentials.rules.js';
import type { Connection, CredentialsStore } from './credentials.store.js';
import { EXCHANGE_REPLAY, replayChanged } from './exchange.events.js';
import { requireReplayable } from './exchange.rules.js';
import { noExchange, type ExchangeStore } from './exchange.store.js';
import type { Exchange, ExchangeReplay, ReplayStatus } from './exchange.types.js';
import type { Ground } from './ground.js';
import { shownText } from './pull.rules.js';
import { between } from './record-bounds.js';

/** How long an order may wait and be carried out. */
const VALID_MS = 60_000;
const CLAIMED_MAX = 20;

export interface ClaimedReplay {
  id: string;
  claim: string;
  exchange: Exchange;
  body: string | null;
  connection: Connection | null;
}

interface Row {
  id: string;
  exchangeId: string;
  status: ReplayStatus;
  requestedBy: string;
  requested_ms: number;
  resultId: string | null;
  failure: string | null;
}

const COLUMNS = `id, exchange_id as "exchangeId", status, requested_by as "requestedBy",
  extract(epoch from requested_at)::float8 * 1000 as requested_ms, result_id as "resultId", failure`;

export class ExchangeReplayStore {
  constructor(
    private readonly ground: Ground,
    private readonly exchanges: ExchangeStore,
    private readonly credentials: CredentialsStore,
  ) {}

  /** Orders it and waits for the outcome, as long as the order is valid; gives it back as it is then. */
  async order(caller: Caller, exchangeId: string): Promise<ExchangeReplay> {
    await this.#requireReplayable(caller, exchangeId);
    const { outbox, write, now } = this.ground;
    const { principal } = caller;
    const id = randomUUID();
    // Before the order is written, so that no outcome falls between the two.
    const changes = outbox.subscribe([EXCHANGE_REPLAY]);
    const timer = setTimeout(() => void changes.return(), this.ground.connectTimeout_ms);
    try {
      await write(async (em, note) => {
        await em.execute(
          `insert into parties.exchange_replay (id, exchange_id, requested_by, requested_at) values (?, ?, ?, ?)`,
          [id, exchangeId.toLowerCase(), 'name' in principal ? principal.name : principal.kind, now()],
        );
        noteChange({ type: 'ExchangeReplay', ref: id, before: {}, after: { exchangeId } });
        note(replayChanged(id));
      });
      for (;;) {
        const { done, value } = await changes.next();
        if (!done && value.ref !== id) continue;
        const replay = await this.#read(id);
        if (done || replay.status === 'DONE' || replay.status === 'FAILED') return replay;
      }
    } finally {
      clearTimeout(timer);
      await changes.return();
    }
  }

  /** Orders that wait, taken up by whoever asks. */
  async claim(limit: number): Promise<ClaimedReplay[]> {
    between(limit, 1, CLAIMED_MAX, 'limit');
    const since = after(this.ground.now(), -VALID_MS);
    const claim = randomUUID();
    const rows = await this.ground.orm.em.fork().execute<{ id: string; exchangeId: string }[]>(
      `update parties.exchange_replay set status = 'SENDING', claim = ? where id in (
         select id from parties.exchange_replay where status = 'REQUESTED' and requested_at > ?
         order by requested_at limit ? for update skip locked)
       returning id, exchange_id as "exchangeId"`,
      [claim, since, limit],
    );
    const claimed: ClaimedReplay[] = [];
    for (const { id, exchangeId } of rows) {
      const exchange = await this.exchanges.find(hub, exchangeId);
      if (!exchange?.platformId) await this.finish(id, claim, null, 'The exchange is not kept any more.');
      else {
        const [content] = await this.exchanges.contents([exchangeId]);
        const connection = await this.credentials.connectionOf(exchange.platformId);
        claimed.push({ id, claim, exchange, body: content?.request ?? null, connection });
      }
    }
    return claimed;
  }

  /** It was sent, and `resultId` is the exchange that came of it; or it was not, and `failure` says why. */
  async finish(
    id: string,
    claim: string,
    resultId: string | null,
    failure: string | null,
  ): Promise<ExchangeReplay> {
    return this.ground.write(async (em, note) => {
      const [row] = await em.execute<Row[]>(
        `update parties.exchange_replay set status = ?, result_id = ?, failure = ?
         where id::text = ? and claim::text = ? and status = 'SENDING' returning ${COLUMNS}`,
        [failure === null ? 'DONE' : 'FAILED', resultId, failure && shownText(failure), id, claim],
      );
      if (!row) throw new Problem('CONFLICT', `Replay ${id} is not yours to finish; leave it.`);
      note(replayChanged(id));
      return replayIn(row);
    });
  }

  async #requireReplayable(caller: Caller, id: string): Promise<void> {
    const exchange = await this.exchanges.find(caller, id);
    if (!exchange) throw noExchange(id);
    const [content] = await this.exchanges.contents([exchange.id]);
    requireReplayable(exchange, content?.requestState ?? 'EXPIRED');
    if (exchange.method === 'GET') return;
    const newer = await this.exchanges.supersededBy(exchange);
    if (newer)
      throw new Problem(
        'CONFLICT',
        `This exchange cannot be replayed: the partner has taken a newer state since, with exchange ${newer.id}; replay that one.`,
      );
  }

  async #read(id: string): Promise<ExchangeReplay> {
    const [row] = await this.ground.orm.em
      .fork()
      .execute<Row[]>(`select ${COLUMNS} from parties.exchange_replay where id = ?`, [id]);
    if (!row) throw new Problem('NOT_FOUND', `Replay ${id} is gone; order it again.`);
    const replay = replayIn(row);
    const isLate = replay.requestedAt < after(this.ground.now(), -VALID_MS);
    if (!isLate || replay.status === 'DONE' || replay.status === 'FAILED') return replay;
    return { ...replay, status: 'FAILED', failure: 'No node of the hub carried it out in time.' };
  }
}

const replayIn = ({ requested_ms, ...row }: Row): ExchangeReplay => ({
  ...row,
  requestedAt: new Date(requested_ms),
});

const hub: Caller = { principal: { kind: 'system', name: 'parties' }, requestId: '', correlationId: '' };
