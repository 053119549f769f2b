/** Who may come in: accounts are invited, changed and closed here. For operators. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Search } from '../../app/router.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  AccountDocument,
  AccountsDocument,
  ChangeAccountDocument,
  DisableAccountDocument,
  EnableAccountDocument,
  InviteAccountDocument,
  PlatformNamesDocument,
  type AccountFilter,
  type AccountRole,
  type AccountRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormField, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { SecretDialog } from '../../ui/secret-dialog.js';
import { exactly } from '../../words/format.js';
import { Ago, Key } from '../../words/time.js';

const ROLES: readonly AccountRole[] = ['OPERATOR', 'ANALYST', 'PARTNER', 'HOST'];

const filterOf = ({ text, role }: Search): AccountFilter => ({
  ...(text !== undefined && { text }),
  ...(role !== undefined && { role: role as AccountRole }),
});

const None = () => {
  const { t } = useTranslation('people');
  return <Empty>{t('none')}</Empty>;
};

const Role = ({ role }: { role: string }) => {
  const { t } = useTranslation('people');
  return t(`roles.${role}`);
};

type State = 'open' | 'invited' | 'closed';
const stateOf = ({ disabledAt, hasPassword }: AccountRowFragment): State =>
  disabledAt ? 'closed' : hasPassword ? 'open' : 'invited';
const marks: Record<State, string> = { open: '✓', invited: '◐', closed: '✕' };
const inks: Record<State, string> = { open: 'text-free', invited: 'text-promised', closed: 'text-idle' };

const AccountState = ({ account }: { account: AccountRowFragment }) => {
  const { t } = useTranslation('people');
  const state = stateOf(account);
  return (
    <span className={`inline-flex gap-1.5 ${inks[state]}`}>
      <span aria-hidden className="inline-block w-3 text-center">
        {marks[state]}
      </span>
      {t(`states.${state}`)}
    </span>
  );
};

const after = [AccountsDocument];

/** What is asked about a person; whose people they are, for partners. */
const useFields = (): FormField[] => {
  const { t } = useTranslation('people');
  const platforms = useAsk(PlatformNamesDocument).data?.platforms.items ?? [];
  return [
    { id: 'name', label: t('columns.name'), isRequired: true },
    {
      id: 'role',
      label: t('columns.role'),
      kind: 'select',
      isRequired: true,
      options: ROLES.map((value) => ({ value, label: t(`roles.${value}`) })),
    },
    {
      id: 'platformId',
      label: t('columns.platform'),
      kind: 'select',
      hint: t('platformHint'),
      options: platforms.map(({ id, name }) => ({ value: id, label: name })),
    },
    { id: 'parties', label: t('parties'), placeholder: 'NL/ALF', hint: t('partiesHint') },
  ];
};

const partiesIn = (text: string | undefined) => text?.split(/[\s,]+/).filter((one) => one !== '');

const InviteButton = () => {
  const { t } = useTranslation('people');
  const fields = useFields();
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<{ link: string; mailed: boolean; expiresAt: string }>();
  const invite = useChange(InviteAccountDocument, after);
  const send = async ({ email = '', name = '', role, platformId, parties }: FormValues) => {
    const own = partiesIn(parties);
    const { inviteAccount } = await invite.run({
      input: {
        email,
        name,
        role: role as AccountRole,
        ...(platformId !== undefined && { platformId }),
        ...(own && { parties: own }),
      },
    });
    setTold(inviteAccount);
  };
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('invite')}</ActionButton>
      {isOpen && (
        <FormDialog
          title={t('invite')}
          about={t('inviteAbout')}
          submit={t('inviteSubmit')}
          initial={{ role: 'ANALYST' }}
          fields={[{ id: 'email', label: t('columns.email'), kind: 'email', isRequired: true }, ...fields]}
          onSubmit={send}
          onClose={() => setOpen(false)}
        />
      )}
      {told && (
        <SecretDialog
          title={t('invited')}
          about={t(told.mailed ? 'mailed' : 'notMailed', { until: exactly(told.expiresAt) })}
          secret={told.link}
          onClose={() => setTold(undefined)}
        />
      )}
    </>
  );
};

const AccountInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('people');
  const fields = useFields();
  const { data, error, refetch } = useAsk(AccountDocument, { id: itemKey });
  const [asks, setAsks] = useState<'change' | 'close'>();
  const change = useChange(ChangeAccountDocument);
  const close = useChange(DisableAccountDocument);
  const open = useChange(EnableAccountDocument);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { account } = data;
  if (!account) return <Empty>{t('unknown')}</Empty>;
  const { name, email, role, platform, parties, createdAt, createdBy, lastLoginAt, disabledAt } = account;
  const reopen = () =>
    void open.run({ id: itemKey }).then(
      () => toast(t('opened')),
      () => undefined,
    ); // shown below
  return (
    <div className="overflow-auto p-3">
      <Section
        title={name}
        actions={
          <>
            <Button onClick={() => setAsks('change')}>{t('change')}</Button>
            {disabledAt ? (
              <Button onClick={reopen}>{t('open')}</Button>
            ) : (
              <Button tone="danger" onClick={() => setAsks('close')}>
                {t('close')}
              </Button>
            )}
          </>
        }
      >
        <Facts
          of={[
            [t('columns.email'), <Key key="email" value={email} />],
            [t('columns.role'), t(`roles.${role}`)],
            [t('columns.state'), <AccountState key="state" account={account} />],
            ...(platform ? [[t('columns.platform'), platform.name] as const] : []),
            ...(parties ? [[t('parties'), parties.join(', ')] as const] : []),
            [t('created'), `${exactly(createdAt)}, ${createdBy}`],
            [t('columns.lastLogin'), lastLoginAt ? exactly(lastLoginAt) : t('never')],
            ...(disabledAt ? [[t('closed'), exactly(disabledAt)] as const] : []),
          ]}
        />
        {open.error && (
          <p role="alert" className="text-alarm mt-2">
            {open.error.message}
          </p>
        )}
      </Section>
      {asks === 'change' && (
        <FormDialog
          title={t('change')}
          submit={t('save')}
          initial={{ name, role, platformId: platform?.id ?? '', parties: (parties ?? []).join(', ') }}
          fields={fields}
          onSubmit={({ parties: own, platformId, ...values }) => {
            const chosen = partiesIn(own);
            return change.run({
              id: itemKey,
              input: {
                ...(values['name'] !== undefined && { name: values['name'] }),
                role: values['role'] as AccountRole,
                ...(platformId !== undefined && { platformId }),
                ...(chosen && { parties: chosen }),
              },
            });
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'close' && (
        <FormDialog
          title={t('close')}
          about={t('closeAbout', { name })}
          submit={t('close')}
          isDangerous
          fields={[]}
          onSubmit={() => close.run({ id: itemKey })}
          onClose={() => setAsks(undefined)}
        />
      )}
    </div>
  );
};

const list = defineList({
  name: 'people',
  titleKey: 'title',
  document: AccountsDocument,
  field: 'accounts',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: AccountRowFragment) => id,
  columns: [
    { id: 'state', width: '110px', cell: (account) => <AccountState account={account} />, text: stateOf },
    { id: 'name', width: 'minmax(110px,1fr)', cell: ({ name }) => name, text: ({ name }) => name },
    { id: 'email', width: 'minmax(150px,1.4fr)', cell: ({ email }) => email, text: ({ email }) => email },
    {
      id: 'role',
      width: '110px',
      cell: ({ role }) => <Role role={role} />,
      text: ({ role }) => role,
      isWideOnly: true,
    },
    {
      id: 'platform',
      width: 'minmax(110px,1fr)',
      cell: ({ platform }) => platform?.name,
      text: ({ platform }) => platform?.name,
      isWideOnly: true,
    },
    {
      id: 'lastLogin',
      width: '120px',
      cell: ({ lastLoginAt }) => lastLoginAt && <Ago at={lastLoginAt} />,
      text: ({ lastLoginAt }) => lastLoginAt,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'text', kind: 'text' },
    { id: 'role', kind: 'one', options: ROLES },
  ],
  Inspector: AccountInspector,
  Actions: InviteButton,
  None,
});

export const PeopleTab = () => <ListPage definition={list} />;
