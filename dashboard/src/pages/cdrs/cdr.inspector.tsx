/** One CDR: the bill on both sides, what checking it found, what it is about, and what may be done. Live. */
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk } from '../../data/hooks.js';
import { CdrDocument, CdrsCheckedDocument, type CdrQuery } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useReconnections } from '../../live/socket-state.js';
import { useLive } from '../../live/use-live.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { Tabs } from '../../ui/tabs.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { exactly, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { Bill } from './bill.js';
import { Checks } from './checks.js';
import { Decide } from './decide.js';

export type CdrDetail = NonNullable<CdrQuery['cdr']>;

export const CdrInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('cdrs');
  const { isOperator } = useWho();
  const { search, set } = useSearch();
  const { data, error, isLoading, refetch } = useAsk(CdrDocument, { ref: itemKey });
  const reconnections = useReconnections();
  useEffect(() => {
    if (reconnections > 0) void refetch().catch(() => undefined); // what is wrong is shown
  }, [reconnections, refetch]);
  const cdr = data?.cdr;
  const cpo = cdr?.cpo?.ref;
  useLive(
    CdrsCheckedDocument,
    { filter: { cpo } },
    {
      skip: cpo === undefined,
      keyOf: ({ cdrChecked }) => cdrChecked.ref,
      onEvents: (events) => {
        const isThis = events.some(({ cdrChecked }) => cdrChecked.ref === cdr?.ref);
        if (isThis) void refetch().catch(() => undefined); // what is wrong is shown
      },
    },
  );
  if (error && !cdr) return <Failure error={error} onAgain={refetch} />;
  if (!data || (isLoading && !cdr)) return <Loading />;
  if (!cdr) return <Empty>{t('gone')}</Empty>;
  const found = (cdr.check?.checks ?? []).filter(({ pointer }) => pointer !== '');
  const wrongs = [
    ...cdr.violations,
    ...found.map(({ pointer, code, sentence }) => ({ pointer, code, message: sentence })),
  ];
  const tabs = [
    { value: 'bill', content: <Bill cdr={cdr} /> },
    { value: 'checks', content: <Checks cdr={cdr} /> },
    { value: 'charge', content: <Charge cdr={cdr} /> },
    { value: 'document', content: <RawDocument document={cdr.document} violations={wrongs} /> },
  ];
  return (
    <>
      <div className="px-3 pt-3 pb-2">
        <State cdr={cdr} />
        {isOperator && <Decide cdr={cdr} onDone={refetch} />}
      </div>
      <Tabs
        label={t('tabs.label')}
        value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'bill'}
        onChange={(tab) => set({ tab: tab === 'bill' ? undefined : tab })}
        tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.value}`) }))}
      />
    </>
  );
};

const State = ({ cdr: { check, credit, creditReferenceId } }: { cdr: CdrDetail }) => {
  const { t } = useTranslation('cdrs');
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3">
        <StatusMark kind="check" value={check?.state ?? 'WAITING'} />
        {check && (
          <span className="text-faint text-sm">
            <Ago at={check.changedAt} />
          </span>
        )}
        {credit === true && (
          <span className="text-soft text-sm">{t('credit', { id: creditReferenceId ?? '' })}</span>
        )}
      </p>
      {check && check.decision !== null && (
        <p className="text-soft mt-1 text-sm">
          {check.decidedBy}: {check.decision}
        </p>
      )}
    </>
  );
};

const Charge = ({ cdr }: { cdr: CdrDetail }) => {
  const { t } = useTranslation('cdrs');
  const { session, location, cdrLocation, cdrToken } = cdr;
  const zone = location?.timeZone;
  const place = [cdrLocation.name, cdrLocation.address, cdrLocation.city].filter((part) => part !== null);
  const facts: [string, ReactNode][] = [
    [t('facts.cpo'), cdr.cpo && <PartyLink party={cdr.cpo} />],
    [t('facts.emsp'), cdr.emsp && <PartyLink party={cdr.emsp} />],
    [
      t('facts.session'),
      session && (
        <span className="flex flex-wrap gap-3">
          <ThingLink page="sessions" itemKey={session.ref} />
          <StatusMark kind="session" value={session.status} />
        </span>
      ),
    ],
    [t('facts.location'), location ? <ThingLink page="locations" itemKey={location.ref} /> : null],
    [t('facts.place'), place.join(', ')],
    [t('facts.evse'), <Key key="evse" value={cdrLocation.evseId} />],
    [t('facts.plug'), cdrLocation.connectorStandard],
    [t('facts.token'), <Key key="token" value={cdrToken.uid} />],
    [t('facts.contract'), <Key key="contract" value={cdrToken.contractId} />],
    [t('facts.started'), exactly(cdr.startDateTime, zone)],
    [t('facts.ended'), exactly(cdr.endDateTime, zone)],
    [t('facts.energy'), `${number(cdr.totalEnergy, 3)} kWh`],
    [t('facts.invoice'), cdr.invoiceReferenceId && <Key value={cdr.invoiceReferenceId} />],
    [t('facts.remark'), cdr.remark],
    [t('facts.engine'), cdr.check?.engine],
  ];
  return (
    <Section title={t('tabs.charge')}>
      <Facts of={facts.filter(([, value]) => value !== null && value !== undefined && value !== '')} />
    </Section>
  );
};
