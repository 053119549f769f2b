/** What a session refers to, each leading to its page. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts, Section } from '../../ui/page.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { exactly, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Key } from '../../words/time.js';
import type { SessionDetail } from './session.inspector.js';

type Known = readonly (readonly [name: string, value: ReactNode])[];

/** Leaves out what nobody knows. */
const known = (facts: Known): Known =>
  facts.filter(([, value]) => value !== null && value !== undefined && value !== '');

export const Overview = ({ session }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  const { location, connector, token, cdrToken, cdr, violations } = session;
  const zone = location?.timeZone;
  return (
    <div className="grid gap-5">
      {violations.length > 0 && (
        <p className="text-impaired">
          <span aria-hidden>▲ </span>
          {t('violations', { count: violations.length })}
        </p>
      )}
      <Section title={t('parts.place')}>
        <Facts
          of={known([
            [
              t('facts.location'),
              location ? <Place session={session} /> : <Key value={session.locationId} />,
            ],
            [t('facts.evse'), <Key key="evse" value={session.evse?.evseId ?? session.evseUid} />],
            [t('facts.connector'), connector ? plugOf(connector) : session.connectorId],
            [t('facts.meter'), session.meterId],
          ])}
        />
      </Section>
      <Section title={t('parts.parties')}>
        <Facts
          of={known([
            [t('facts.cpo'), session.cpo && <PartyLink party={session.cpo} />],
            [t('facts.emsp'), session.emsp && <PartyLink party={session.emsp} />],
            [
              t('facts.token'),
              token ? <ThingLink page="tokens" itemKey={token.ref} /> : <Key value={cdrToken.uid} />,
            ],
            [t('facts.contract'), <Key key="contract" value={cdrToken.contractId} />],
            [t('facts.auth'), t(`auth.${session.authMethod}`, { defaultValue: session.authMethod })],
            [
              t('facts.reference'),
              session.authorizationReference && <Key value={session.authorizationReference} />,
            ],
          ])}
        />
      </Section>
      <Section title={t('parts.bill')}>
        <Facts
          of={known([
            [t('facts.started'), exactly(session.startDateTime, zone)],
            [t('facts.ended'), session.endDateTime && exactly(session.endDateTime, zone)],
            [t('facts.tariff'), <Tariffs key="tariffs" session={session} />],
            [
              t('facts.cdr'),
              cdr ? (
                <span className="flex flex-wrap items-center gap-3">
                  <ThingLink page="cdrs" itemKey={cdr.ref} />
                  {cdr.check && <StatusMark kind="check" value={cdr.check.state} />}
                </span>
              ) : (
                <span className="text-faint">{t('noCdr')}</span>
              ),
            ],
          ])}
        />
      </Section>
    </div>
  );
};

const Place = ({ session: { location } }: { session: SessionDetail }) =>
  location && (
    <>
      <ThingLink page="locations" itemKey={location.ref}>
        {location.name ?? location.address}
      </ThingLink>
      <span className="text-soft ml-2">{[location.address, location.city].join(', ')}</span>
    </>
  );

/** `IEC_62196_T2 · AC_3_PHASE · 11.0 kW`: as the CPO's staff call them. */
const plugOf = ({ standard, powerType, maxElectricPower }: NonNullable<SessionDetail['connector']>): string =>
  [
    standard,
    powerType,
    typeof maxElectricPower === 'number' ? `${number(maxElectricPower / 1_000, 1)} kW` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');

const Tariffs = ({ session: { tariffs, runningCost } }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  const named = tariffs.flatMap((tariff) => (tariff ? [tariff.ref] : []));
  if (named.length > 0)
    return named.map((ref) => <ThingLink key={ref} page="tariffs" itemKey={ref} className="mr-3" />);
  const used = runningCost?.tariffs ?? [];
  return <span className="text-faint">{used.length > 0 ? used.join(', ') : t('noTariff')}</span>;
};
