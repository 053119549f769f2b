/** One party: what it is in the market, what it has agreed with whom, and the platforms that speak for it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk } from '../../data/hooks.js';
import { PartyDocument, PartyPlatformsDocument, type PartyQuery } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Facts, Section } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { PartyLink } from '../../ui/thing-link.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { detailsIn } from './business.rules.js';
import { PlatformPanel } from './platform.panel.js';
import { isForPlatforms } from './staff.rules.js';

type Party = NonNullable<PartyQuery['party']>;

export const PartyInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('parties');
  const { me } = useWho();
  const { search, set } = useSearch();
  const isStaff = isForPlatforms(me.role);
  const { data, error, refetch } = useAsk(PartyDocument, { ref: itemKey });
  const spoken = useAsk(PartyPlatformsDocument, { ref: itemKey }, { skip: !isStaff });
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { party } = data;
  if (!party) return <Empty>{t('unknown')}</Empty>;
  const platforms = new Map(
    spoken.data?.party?.roles.flatMap(({ platform }) => (platform ? [[platform.id, platform] as const] : [])),
  );
  const tabs = [
    { value: 'party', title: t('tabs.party'), content: <Overview party={party} /> },
    ...[...platforms.values()].map(({ id, name }) => ({
      value: id,
      title: t('tabs.platform', { name }),
      content: <PlatformPanel id={id} />,
    })),
  ];
  return (
    <Tabs
      label={t('tabs.label')}
      value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'party'}
      onChange={(tab) => set({ tab })}
      tabs={tabs}
    />
  );
};

const Overview = ({ party }: { party: Party }) => {
  const { t } = useTranslation('parties');
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">{party.name ?? party.ref}</h2>
        <StatusMark kind="connection" value={party.status} />
      </div>
      <nav aria-label={t('links.title')} className="flex flex-wrap gap-x-4 gap-y-1">
        {(['exchanges', 'problems', 'locations', 'sessions', 'cdrs', 'tariffs'] as const).map((page) => (
          <Link
            key={page}
            to={`/${page}`}
            search={{ [page === 'exchanges' || page === 'problems' ? 'party' : 'cpo']: party.ref } as never}
            className="text-accent underline-offset-2 hover:underline"
          >
            {t('links.to', { page: t(`common:pages.${page}`) })}
          </Link>
        ))}
      </nav>
      <Section title={t('roles')}>
        <ul className="grid gap-3">
          {party.roles.map(({ role, status, statusChangedAt, businessDetails }) => {
            const { name, website } = detailsIn(businessDetails);
            return (
              <li key={role} className="border-l pl-3">
                <p className="flex flex-wrap items-center gap-3">
                  <span className="font-medium">{role}</span>
                  <StatusMark kind="connection" value={status} />
                  <span className="text-faint">
                    <Ago at={statusChangedAt} />
                  </span>
                </p>
                <Facts
                  of={[
                    [t('facts.name'), name ?? t('common:unknown')],
                    ...(website === undefined
                      ? []
                      : [
                          [
                            t('facts.website'),
                            <a
                              key="website"
                              href={website}
                              rel="noreferrer"
                              target="_blank"
                              className="text-accent wrap-anywhere underline-offset-2 hover:underline"
                            >
                              {website}
                            </a>,
                          ] as const,
                        ]),
                  ]}
                />
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={t('agreements.title')}>
        {party.agreements.length === 0 ? (
          <p className="text-soft">{t('agreements.none')}</p>
        ) : (
          <ul className="grid gap-2">
            {party.agreements.map((agreement) => (
              <li key={agreement.id} className="flex flex-wrap items-center gap-x-3 border-l pl-3">
                <StatusMark kind="agreement" value={agreement.status} />
                {agreement.parties
                  .filter(({ ref }) => ref !== party.ref)
                  .map((other) => (
                    <span key={other.ref}>
                      <PartyLink party={other} />
                    </span>
                  ))}
                <span className="text-soft">
                  {agreement.modules === null
                    ? t('agreements.all')
                    : agreement.modules.length === 0
                      ? t('agreements.nothing')
                      : agreement.modules.join(', ')}
                </span>
                {agreement.note !== null && <span className="text-faint">{agreement.note}</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
};
