/** Agreements: what may pass between two parties, against or beside the policy of the hub. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Search } from '../../app/router.js';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  AgreementDocument,
  AgreementsDocument,
  EndAgreementDocument,
  PutAgreementDocument,
  type AgreementFilter,
  type AgreementRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PartyLink } from '../../ui/thing-link.js';
import { exactly } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';

/** What two parties can agree on; the hub refuses others and names those it knows. */
const MODULES = [
  'locations',
  'sessions',
  'cdrs',
  'tariffs',
  'tokens',
  'commands',
  'chargingprofiles',
  'invoicereconciliation',
  'payments',
  'booking',
];

const filterOf = ({ party, module, status }: Search): AgreementFilter => ({
  ...(party !== undefined && { party }),
  ...(module !== undefined && { module }),
  ...(status !== undefined && { status: status as AgreementFilter['status'] }),
});

const None = () => {
  const { t } = useTranslation('agreements');
  return <Empty>{t('none')}</Empty>;
};

const Modules = ({ modules }: { modules: readonly string[] | null | undefined }) => {
  const { t } = useTranslation('agreements');
  if (!modules) return t('all');
  return modules.length === 0 ? t('apart') : modules.join(', ');
};

const after = [AgreementsDocument];

interface PutDialogProps {
  title: string;
  initial: FormValues;
  onClose: () => void;
}

const PutDialog = ({ title, initial, onClose }: PutDialogProps) => {
  const { t } = useTranslation('agreements');
  const put = useChange(PutAgreementDocument, after);
  const save = async ({ party = '', otherParty = '', scope, modules = '', note }: FormValues) => {
    const chosen = scope === 'all' ? undefined : scope === 'none' ? [] : modules.split(',').filter(Boolean);
    await put.run({
      input: { party, otherParty, ...(chosen && { modules: chosen }), ...(note !== undefined && { note }) },
    });
    toast(t('saved'));
  };
  return (
    <FormDialog
      title={title}
      about={t('about')}
      submit={t('save')}
      initial={initial}
      fields={[
        { id: 'party', label: t('party'), isRequired: true, placeholder: 'NL/ALF' },
        { id: 'otherParty', label: t('otherParty'), isRequired: true, placeholder: 'DE/BET' },
        {
          id: 'scope',
          label: t('scope'),
          kind: 'select',
          isRequired: true,
          options: ['all', 'some', 'none'].map((value) => ({ value, label: t(`scopes.${value}`) })),
        },
        {
          id: 'modules',
          label: t('modules'),
          kind: 'checks',
          hint: t('modulesHint'),
          options: MODULES.map((value) => ({ value, label: value })),
        },
        { id: 'note', label: t('note') },
      ]}
      onSubmit={save}
      onClose={onClose}
    />
  );
};

const AddButton = () => {
  const { t } = useTranslation('agreements');
  const [isOpen, setOpen] = useState(false);
  if (!useWho().isOperator) return null;
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('add')}</ActionButton>
      {isOpen && <PutDialog title={t('add')} initial={{ scope: 'all' }} onClose={() => setOpen(false)} />}
    </>
  );
};

const AgreementInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('agreements');
  const { isOperator } = useWho();
  const { data, error, refetch } = useAsk(AgreementDocument, { id: itemKey });
  const [asks, setAsks] = useState<'change' | 'end'>();
  const end = useChange(EndAgreementDocument);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { agreement } = data;
  if (!agreement) return <Empty>{t('unknown')}</Empty>;
  const { parties, modules, status, note, createdAt, createdBy, changedAt, endedAt } = agreement;
  const [one, other] = parties;
  return (
    <div className="overflow-auto p-3">
      <Section
        title={parties.map(({ ref, name }) => name ?? ref).join(' – ')}
        actions={
          isOperator && (
            <>
              <Button onClick={() => setAsks('change')}>{t('change')}</Button>
              {status === 'ACTIVE' && (
                <Button tone="danger" onClick={() => setAsks('end')}>
                  {t('end')}
                </Button>
              )}
            </>
          )
        }
      >
        <Facts
          of={[
            [t('columns.status'), <StatusMark key="status" kind="agreement" value={status} />],
            ...parties.map(
              (party, i) =>
                [t(i === 0 ? 'party' : 'otherParty'), <PartyLink key={party.ref} party={party} />] as const,
            ),
            [t('modules'), <Modules key="modules" modules={modules} />],
            ...(note ? [[t('note'), note] as const] : []),
            [t('created'), [exactly(createdAt), createdBy].filter(Boolean).join(', ')],
            [t('changed'), exactly(changedAt)],
            ...(endedAt ? [[t('ended'), exactly(endedAt)] as const] : []),
          ]}
        />
      </Section>
      {asks === 'change' && (
        <PutDialog
          title={t('change')}
          initial={{
            party: one?.ref ?? '',
            otherParty: other?.ref ?? '',
            scope: !modules ? 'all' : modules.length === 0 ? 'none' : 'some',
            modules: (modules ?? []).join(','),
            note: note ?? '',
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'end' && (
        <FormDialog
          title={t('end')}
          about={t('endAbout')}
          submit={t('end')}
          isDangerous
          fields={[]}
          onSubmit={() => end.run({ id: itemKey })}
          onClose={() => setAsks(undefined)}
        />
      )}
    </div>
  );
};

const partyText = ({ parties }: AgreementRowFragment, i: number): string =>
  parties[i]?.name ?? parties[i]?.ref ?? '';

const list = defineList({
  name: 'agreements',
  titleKey: 'title',
  document: AgreementsDocument,
  field: 'agreements',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: AgreementRowFragment) => id,
  columns: [
    {
      id: 'status',
      width: '110px',
      cell: ({ status }) => <StatusMark kind="agreement" value={status} />,
      text: ({ status }) => status,
    },
    {
      id: 'party',
      width: 'minmax(110px,1fr)',
      cell: (row) => partyText(row, 0),
      text: (row) => partyText(row, 0),
    },
    {
      id: 'otherParty',
      width: 'minmax(110px,1fr)',
      cell: (row) => partyText(row, 1),
      text: (row) => partyText(row, 1),
    },
    {
      id: 'modules',
      width: 'minmax(160px,2fr)',
      cell: ({ modules }) => <Modules modules={modules} />,
      text: ({ modules }) => modules?.join(' '),
      isWideOnly: true,
    },
    {
      id: 'note',
      width: 'minmax(110px,1fr)',
      cell: ({ note }) => note,
      text: ({ note }) => note,
      isWideOnly: true,
    },
    {
      id: 'changed',
      width: '110px',
      cell: ({ changedAt }) => <Ago at={changedAt} />,
      text: ({ changedAt }) => changedAt,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'party', kind: 'text' },
    { id: 'module', kind: 'one', options: MODULES },
    { id: 'status', kind: 'one', options: ['ACTIVE', 'ENDED'] },
  ],
  Inspector: AgreementInspector,
  Actions: AddButton,
  None,
});

export const AgreementsTab = () => <ListPage definition={list} />;
