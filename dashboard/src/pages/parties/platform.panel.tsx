/** One platform: how it is connected, what is wrong with it now, what it offers, what is pulled from it. */
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  ClearAlarmDocument,
  PlatformDocument,
  PlatformsLiveDocument,
  type PlatformQuery,
} from '../../graph/index.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { Button } from '../../ui/button.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { PartyLink } from '../../ui/thing-link.js';
import { day } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { Advice } from './advice.js';
import { PlatformActions } from './platform.actions.js';
import { Pulls } from './platform.pulls.js';
import { Quirks } from './platform.quirks.js';

/** What nothing tells of, such as when it was last heard. */
const AGAIN_MS = 15_000;

export type Platform = NonNullable<PlatformQuery['platform']>;

export const PlatformPanel = ({ id }: { id: string }) => {
  const { t } = useTranslation('parties');
  const { data, error, refetch } = useAsk(PlatformDocument, { id }, { every_ms: AGAIN_MS });
  useLive(
    PlatformsLiveDocument,
    { platformId: id },
    {
      keyOf: () => id,
      onEvents: () => void refetch().catch(() => undefined), // the query shows what is wrong
    },
  );
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { platform } = data;
  if (!platform) return <Empty>{t('unknownPlatform')}</Empty>;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">{platform.name}</h2>
        <StatusMark kind="platform" value={platform.status} />
      </div>
      <PlatformActions platform={platform} />
      {platform.status === 'FAILED' && platform.failure !== null && <Advice reason={platform.failure} />}
      {platform.suspension && (
        <p className="text-impaired">
          {t('suspension', { by: platform.suspension.by, reason: platform.suspension.reason })}
        </p>
      )}
      {platform.renewal?.failure && (
        <p role="alert" className="text-alarm">
          {t('renewalFailed', { reason: platform.renewal.failure })}
        </p>
      )}
      {platform.farewell?.failure && (
        <p className="text-impaired">{t('farewellFailed', { reason: platform.farewell.failure })}</p>
      )}
      <Alarms platform={platform} refetch={refetch} />
      <Connection platform={platform} />
      <Pulls platform={platform} refetch={refetch} />
      <Quirks platform={platform} />
      <Section title={t('endpoints.title')}>
        {platform.endpoints.length === 0 ? (
          <p className="text-soft">{t('endpoints.none')}</p>
        ) : (
          <PlainTable
            label={t('endpoints.title')}
            rows={platform.endpoints}
            keyOf={({ identifier, role }) => `${identifier} ${role}`}
            columns={[
              {
                id: 'module',
                title: t('endpoints.module'),
                isHead: true,
                cell: ({ identifier }) => identifier,
              },
              { id: 'role', title: t('endpoints.role'), cell: ({ role }) => t(`endpoints.roles.${role}`) },
              {
                id: 'url',
                title: t('endpoints.url'),
                cell: ({ url }) => <span className="font-mono text-sm wrap-anywhere">{url}</span>,
              },
            ]}
          />
        )}
      </Section>
    </div>
  );
};

const Alarms = ({ platform, refetch }: { platform: Platform; refetch: () => Promise<unknown> }) => {
  const { t } = useTranslation('parties');
  const { isOperator } = useWho();
  const clear = useChange(ClearAlarmDocument);
  if (platform.alarms.length === 0) return null;
  return (
    <Section title={t('alarms.title')}>
      <ul className="grid gap-2">
        {platform.alarms.map((alarm) => (
          <li key={alarm.id} className="border-alarm flex flex-wrap items-baseline gap-x-3 border-l-2 pl-3">
            <span className="text-alarm font-medium">
              <span aria-hidden>◆ </span>
              {t(`alarms.kinds.${alarm.kind}`)}
            </span>
            <span>{alarm.reason}</span>
            <span className="text-faint">
              {t('alarms.count', { count: alarm.count })} · <Ago at={alarm.lastAt} />
            </span>
            {isOperator && (
              <Button
                size="small"
                onClick={() => void clear.run({ id: alarm.id }).then(refetch, () => undefined)}
              >
                {t('alarms.clear')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {clear.error && (
        <p role="alert" className="text-alarm">
          {clear.error.message}
        </p>
      )}
    </Section>
  );
};

const Connection = ({ platform }: { platform: Platform }) => {
  const { t } = useTranslation('parties');
  const { lastProbe, circuit, clientCertificate } = platform;
  const ago = (at: string | null) => (at === null ? t('never') : <Ago at={at} />);
  return (
    <Section title={t('connection')}>
      <Facts
        of={[
          [t('facts.id'), <Key key="id" value={platform.id} />],
          [
            t('facts.parties'),
            platform.parties.length === 0 ? (
              t('noParties')
            ) : (
              <span key="parties" className="flex flex-wrap gap-x-4">
                {platform.parties.map((party) => (
                  <span key={party.ref}>
                    <PartyLink party={party} />
                  </span>
                ))}
              </span>
            ),
          ],
          [t('facts.version'), platform.version ?? t('never')],
          [
            t('facts.versionsUrl'),
            <span key="url" className="font-mono text-sm wrap-anywhere">
              {platform.versionsUrl ?? '–'}
            </span>,
          ],
          ...(platform.invitedAt === null
            ? []
            : [[t('facts.invited'), <Ago key="invited" at={platform.invitedAt} />] as const]),
          [t('facts.registered'), ago(platform.registeredAt)],
          [t('facts.credentials'), <Ago key="credentials" at={platform.lastChangedAt} />],
          [t('facts.heard'), ago(platform.lastHeardAt)],
          [
            t('facts.probe'),
            lastProbe === null ? (
              t('never')
            ) : (
              <span key="probe" className={lastProbe.ok ? undefined : 'text-alarm'}>
                {lastProbe.ok
                  ? t('probe.ok', { ms: lastProbe.ms })
                  : t('probe.failed', { reason: lastProbe.reason ?? `HTTP ${lastProbe.http ?? '–'}` })}{' '}
                <Ago at={lastProbe.at} />
              </span>
            ),
          ],
          [
            t('facts.circuit'),
            circuit.state === 'CLOSED' ? (
              t('circuit.closed')
            ) : (
              <span key="circuit" className="text-alarm">
                {t('circuit.open', { reason: circuit.reason ?? '' })}
              </span>
            ),
          ],
          ...(clientCertificate === null
            ? []
            : [
                [
                  t('facts.certificate'),
                  t('certificate', {
                    subject: clientCertificate.subject,
                    day: day(clientCertificate.expiresAt),
                  }),
                ] as const,
              ]),
        ]}
      />
    </Section>
  );
};
