/**
 * A request as one partner wants it (AMB-010, TYPE-011). Only what the hub has put together itself is changed: a URL
 * that the partner gave out is called as it is. What was changed is said, for the record of the exchange. Pure.
 */
import type { JsonObject, ObjectTable } from '@chargesphere/schema';
import * as tables from '@chargesphere/schema';
import { isJsonObject, shortened } from '@chargesphere/schema';
import type { CallStyle } from '../protection/call-styles.js';

/** What is known of a request that was joined from an endpoint of the partner and this path. */
export interface Joined {
  module: string | undefined;
  path: readonly string[];
}

export interface Styled {
  url: string;
  body: string | undefined;
  /** What was changed, in one sentence; undefined for nothing. */
  note: string | undefined;
}

export function styled(
  { url, body, joined }: { url: string; body: string | undefined; joined: Joined | undefined },
  { trailingSlash, overlongTexts }: Pick<CallStyle, 'trailingSlash' | 'overlongTexts'>,
): Styled {
  if (!joined || (trailingSlash === 'KEEP' && overlongTexts === 'KEEP'))
    return { url, body, note: undefined };
  const ended = trailingSlash === 'KEEP' ? url : withSlash(url, trailingSlash === 'ALWAYS');
  const cut = overlongTexts === 'TRUNCATE' && body !== undefined ? cutBody(body, joined) : undefined;
  const notes = [
    ...(ended === url ? [] : [`the URL ends ${trailingSlash === 'ALWAYS' ? 'with' : 'without'} a slash`]),
    ...(cut ? [`texts are cut to the length OCPI allows: ${cut.pointers.join(', ')}`] : []),
  ];
  return {
    url: ended,
    body: cut?.text ?? body,
    note: notes.length > 0 ? `As this partner wants it, ${notes.join('; ')}.` : undefined,
  };
}

function withSlash(text: string, isWanted: boolean): string {
  const url = new URL(text);
  const bare = url.pathname.replace(/\/+$/, '');
  const path = isWanted ? `${bare}/` : bare;
  if (path === url.pathname || (path === '' && url.pathname === '/')) return text;
  url.pathname = path;
  return url.href;
}

/** Undefined when nothing is too long, so that such a body stays the text it was (RTE-061). */
function cutBody(body: string, joined: Joined): { text: string; pointers: string[] } | undefined {
  const table = tableOf(joined);
  if (!table) return undefined;
  const value: unknown = JSON.parse(body);
  if (!isJsonObject(value)) return undefined;
  const { document, pointers } = shortened(table, value);
  return pointers.length > 0 ? { text: JSON.stringify(document satisfies JsonObject), pointers } : undefined;
}

/** What a body at this path is. Partial documents are of the same table as whole ones. */
export function tableOf({ module, path }: Joined): ObjectTable | undefined {
  const last = path.at(-1);
  switch (module?.toLowerCase()) {
    case 'locations':
      return [tables.Location, tables.EVSE, tables.Connector][path.length - 3];
    case 'sessions':
      return last === 'charging_preferences' ? tables.ChargingPreferences : tables.Session;
    case 'cdrs':
      return tables.CDR;
    case 'tariffs':
      return tables.Tariff;
    case 'tokens':
      return last === 'authorize' ? tables.LocationReferences : tables.Token;
    case 'commands':
      return commands.get(path[0]?.toUpperCase() ?? '');
    case 'hubclientinfo':
      return tables.ClientInfo;
    default:
      return undefined;
  }
}

const commands = new Map<string, ObjectTable>([
  ['CANCEL_RESERVATION', tables.CancelReservation],
  ['RESERVE_NOW', tables.ReserveNow],
  ['START_SESSION', tables.StartSession],
  ['STOP_SESSION', tables.StopSession],
  ['UNLOCK_CONNECTOR', tables.UnlockConnector],
]);
