/** The EVSEs of a Location, live: what can be plugged in, what it costs, who charges, when it was last heard of. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWho } from '../app/who.js';
import { useAsk } from '../data/hooks.js';
import {
  EvsesLiveDocument,
  LocationSessionsDocument,
  SessionsLiveDocument,
  type LocationQuery,
  type LocationSessionsQuery,
} from '../graph/index.js';
import { useLive } from '../live/use-live.js';
import { ThingLink } from '../ui/thing-link.js';
import { number } from '../words/format.js';
import { StatusMark } from '../words/status-mark.js';
import { Ago, Key } from '../words/time.js';
import { kilowattsOf } from './connector.rules.js';
import { byNeed } from './points.rules.js';
import './words.js';

export type WholeLocation = NonNullable<LocationQuery['location']>;
type Evse = WholeLocation['evses'][number];
type Session = NonNullable<LocationSessionsQuery['location']>['sessions']['items'][number];

const needOf = ({ status }: Evse): number => byNeed.indexOf(status);

export const Evses = ({ location }: { location: WholeLocation }) => {
  const { t } = useTranslation('places');
  const { ref, evses } = location;
  const { data, error, refetch } = useAsk(LocationSessionsDocument, { ref });
  // The status of an EVSE changes where it stands in the cache; a charge that begins is not there yet.
  useLive(
    EvsesLiveDocument,
    { filter: { locations: [ref] } },
    { keyOf: ({ evseStatusChanged }) => evseStatusChanged.evse.ref },
  );
  useLive(
    SessionsLiveDocument,
    { filter: { location: ref } },
    {
      keyOf: ({ sessionUpdated }) => sessionUpdated.ref,
      onEvents: () => void refetch().catch(() => undefined), // told below
    },
  );
  if (evses.length === 0) return <p className="text-soft">{t('noEvses')}</p>;
  const sessions = data?.location?.sessions.items ?? [];
  return (
    <div className="grid gap-3">
      {error && <p className="text-impaired">{t('cannotKnowSessions', { message: error.message })}</p>}
      <ul className="grid gap-px">
        {[...evses]
          .sort((one, other) => needOf(one) - needOf(other))
          .map((evse) => (
            <OneEvse
              key={evse.ref}
              evse={evse}
              timeZone={location.timeZone}
              isKnown={data !== undefined}
              sessions={sessions.filter(({ evseUid }) => evseUid.toUpperCase() === evse.uid.toUpperCase())}
            />
          ))}
      </ul>
    </div>
  );
};

interface OneEvseProps {
  evse: Evse;
  timeZone: string;
  isKnown: boolean;
  sessions: readonly Session[];
}

const OneEvse = ({ evse, timeZone, isKnown, sessions }: OneEvseProps) => {
  const { t } = useTranslation('places');
  const { isOperator } = useWho();
  const { floorLevel, physicalReference } = evse;
  return (
    <li className="border-b py-2 first:border-t" data-evse={evse.ref}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <StatusMark kind="evse" value={evse.status} />
        <Key value={evse.evseId ?? evse.uid} />
        {physicalReference && <span className="text-soft">{physicalReference}</span>}
        {floorLevel && <span className="text-faint">{t('floor', { floor: floorLevel })}</span>}
        <span className="text-faint ml-auto text-sm">
          {t('lastHeard')} <Ago at={evse.lastUpdated} timeZone={timeZone} />
        </span>
      </div>
      <ul aria-label={t('connectors')} className="mt-1 ml-[18px]">
        {evse.connectors.map((connector) => (
          <li key={connector.ref} className="flex flex-wrap items-baseline gap-x-3">
            <span className="w-24">{plugWord(t, connector.standard)}</span>
            <span className="text-soft w-14">{t(`format.${connector.format}`)}</span>
            <span className="w-20 text-right">
              {number(Math.round(kilowattsOf(connector)))} kW{' '}
              {t(connector.powerType === 'DC' ? 'current.DC' : 'current.AC')}
            </span>
            <span className="text-soft flex gap-2">
              {connector.tariffs.length === 0 && t('noTariff')}
              {connector.tariffs.map((tariff, index) =>
                tariff ? (
                  <ThingLink key={tariff.ref} page="tariffs" itemKey={tariff.ref} />
                ) : (
                  <span key={index}>{t('unknownTariff')}</span>
                ),
              )}
            </span>
            {isOperator && (
              <Link
                to="/commands"
                search={{ send: 'START_SESSION', at: connector.ref } as never}
                aria-label={t('startAt', { key: connector.ref })}
                className="text-accent ml-auto hover:underline"
              >
                {t('start')}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {isKnown && (
        <p className="mt-1 ml-[18px] flex flex-wrap items-baseline gap-x-3">
          {sessions.length === 0 && <span className="text-faint">{t('nobody')}</span>}
          {sessions.map((session) => (
            <span key={session.ref} className="flex flex-wrap items-baseline gap-x-2">
              <StatusMark kind="session" value={session.status} />
              <ThingLink page="sessions" itemKey={session.ref} />
              <span>{number(session.kwh, 2)} kWh</span>
              <span className="text-soft">
                {t('since')} <Ago at={session.startDateTime} timeZone={timeZone} />
              </span>
              {session.emsp && <span className="text-soft">{session.emsp.name ?? session.emsp.ref}</span>}
            </span>
          ))}
        </p>
      )}
    </li>
  );
};

const plugWord = (t: (key: string, options: { defaultValue: string }) => string, standard: string): string =>
  t(`options.plug.${standard}`, { defaultValue: standard });
