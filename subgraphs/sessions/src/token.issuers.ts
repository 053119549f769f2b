/** Whose token is it? What real-time authorisation has to know before it can ask (RTE-049). */
import type { Frame } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';

export class TokenIssuers {
  constructor(private readonly pool: Frame['pool']) {}

  /** Folded refs of the parties that issued a token of this uid and type; ids are not unique across owners (HUB-042). */
  async of(uid: string, type: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ owner: string }>({
      name: 'sessions.token.issuers',
      text: 'select distinct owner from sessions.token where uid = $1 and upper(type) = $2 and removed_at is null order by owner',
      values: [uid.toUpperCase(), type.toUpperCase()],
    });
    return rows.map(({ owner }) => owner);
  }

  /** The one party that issued it. */
  async only(uid: string, type: string): Promise<string> {
    const [first, ...others] = await this.of(uid, type);
    if (first === undefined)
      throw new Problem(
        'NOT_FOUND',
        `No eMSP has shared a Token ${uid} of type ${type}; name the one to ask.`,
      );
    if (others.length > 0)
      throw new Problem(
        'INVALID_INPUT',
        `${[first, ...others].join(' and ')} have a Token ${uid} of type ${type}; name the one to ask.`,
      );
    return first;
  }
}
