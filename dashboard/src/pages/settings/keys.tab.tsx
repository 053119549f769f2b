/** Keys of programs: made, rotated and revoked here; a secret is shown once. For operators. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  ApiKeysDocument,
  CreateApiKeyDocument,
  PlatformNamesDocument,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
  type AccountRole,
  type ApiKeyRowFragment,
  type KeyScope,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { SecretDialog } from '../../ui/secret-dialog.js';
import { day, exactly } from '../../words/format.js';
import { Ago, Key } from '../../words/time.js';
import { useSearch } from '../../list/search.js';

const ROLES: readonly AccountRole[] = ['OPERATOR', 'ANALYST', 'PARTNER', 'HOST'];
const SCOPES: readonly KeyScope[] = ['READ', 'WRITE', 'MONEY', 'PEOPLE'];

const after = [ApiKeysDocument];

const None = () => {
  const { t } = useTranslation('apiKeys');
  return <Empty>{t('none')}</Empty>;
};

const Scopes = ({ scopes }: { scopes: readonly string[] | null | undefined }) => {
  const { t } = useTranslation('apiKeys');
  return scopes ? scopes.join(', ') : t('allScopes');
};

const CreateButton = () => {
  const { t } = useTranslation('apiKeys');
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const platforms = useAsk(PlatformNamesDocument).data?.platforms.items ?? [];
  const create = useChange(CreateApiKeyDocument, after);
  const make = async ({ name = '', role, platformId, scopes, expires }: FormValues) => {
    const { createApiKey } = await create.run({
      input: {
        name,
        role: role as AccountRole,
        ...(platformId !== undefined && { platformId }),
        ...(scopes !== undefined && { scopes: scopes.split(',') as KeyScope[] }),
        ...(expires !== undefined && { expiresAt: `${expires}T00:00:00Z` }),
      },
    });
    setSecret(createApiKey.secret);
  };
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('create')}</ActionButton>
      {isOpen && (
        <FormDialog
          title={t('create')}
          about={t('createAbout')}
          submit={t('createSubmit')}
          initial={{ role: 'ANALYST' }}
          fields={[
            { id: 'name', label: t('columns.name'), isRequired: true, hint: t('nameHint') },
            {
              id: 'role',
              label: t('columns.role'),
              kind: 'select',
              isRequired: true,
              options: ROLES.map((value) => ({ value, label: t(`people:roles.${value}`) })),
            },
            {
              id: 'scopes',
              label: t('columns.scopes'),
              kind: 'checks',
              hint: t('scopesHint'),
              options: SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) })),
            },
            {
              id: 'platformId',
              label: t('columns.platform'),
              kind: 'select',
              hint: t('platformHint'),
              options: platforms.map(({ id, name }) => ({ value: id, label: name })),
            },
            { id: 'expires', label: t('columns.expires'), kind: 'date', hint: t('expiresHint') },
          ]}
          onSubmit={make}
          onClose={() => setOpen(false)}
        />
      )}
      {secret !== undefined && <Secret secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
};

const Secret = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const { t } = useTranslation('apiKeys');
  return <SecretDialog title={t('secret')} about={t('secretAbout')} secret={secret} onClose={onClose} />;
};

const KeyInspector = ({ itemKey, row }: { itemKey: string; row?: ApiKeyRowFragment | undefined }) => {
  const { t } = useTranslation(['apiKeys', 'people']);
  const { set } = useSearch();
  const { data, error, refetch } = useAsk(
    ApiKeysDocument,
    { page: { limit: 200 } },
    { skip: row !== undefined },
  );
  const [asks, setAsks] = useState<'rotate' | 'revoke'>();
  const [secret, setSecret] = useState<string>();
  const rotate = useChange(RotateApiKeyDocument, after);
  const revoke = useChange(RevokeApiKeyDocument, after);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!row && !data) return <Loading />;
  const key = row ?? data?.apiKeys.items.find(({ name }) => name === itemKey);
  if (!key) return <Empty>{t('unknown')}</Empty>;
  return (
    <div className="overflow-auto p-3">
      <Section
        title={key.name}
        actions={
          <>
            <Button onClick={() => setAsks('rotate')}>{t('rotate')}</Button>
            <Button tone="danger" onClick={() => setAsks('revoke')}>
              {t('revoke')}
            </Button>
          </>
        }
      >
        <Facts
          of={[
            [t('columns.role'), t(`people:roles.${key.role}`)],
            [t('columns.scopes'), <Scopes key="scopes" scopes={key.scopes} />],
            ...(key.platform ? [[t('columns.platform'), key.platform.name] as const] : []),
            [t('created'), [exactly(key.createdAt), key.createdBy].filter(Boolean).join(', ')],
            [t('columns.expires'), key.expiresAt ? exactly(key.expiresAt) : t('never')],
            [t('columns.lastUsed'), key.lastUsedAt ? exactly(key.lastUsedAt) : t('neverUsed')],
            ...(key.formerUntil ? [[t('former'), exactly(key.formerUntil)] as const] : []),
          ]}
        />
      </Section>
      {asks === 'rotate' && (
        <FormDialog
          title={t('rotate')}
          about={t('rotateAbout')}
          submit={t('rotate')}
          initial={{ overlap: '24' }}
          fields={[{ id: 'overlap', label: t('overlap'), kind: 'number', isRequired: true }]}
          onSubmit={async ({ overlap = '24' }) => {
            const made = await rotate.run({ name: itemKey, overlapHours: Number(overlap) });
            setSecret(made.rotateApiKey.secret);
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'revoke' && (
        <FormDialog
          title={t('revoke')}
          about={t('revokeAbout', { name: itemKey })}
          submit={t('revoke')}
          isDangerous
          fields={[]}
          onSubmit={async () => {
            await revoke.run({ name: itemKey });
            set({ open: undefined });
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
      {secret !== undefined && <Secret secret={secret} onClose={() => setSecret(undefined)} />}
    </div>
  );
};

const Role = ({ role }: { role: string }) => {
  const { t } = useTranslation('people');
  return t(`roles.${role}`);
};

const list = defineList({
  name: 'apiKeys',
  titleKey: 'title',
  document: ApiKeysDocument,
  field: 'apiKeys',
  variablesOf: (_search, page) => ({ page }),
  keyOf: ({ name }: ApiKeyRowFragment) => name,
  columns: [
    {
      id: 'name',
      width: 'minmax(130px,1.4fr)',
      cell: ({ name }) => <Key value={name} />,
      text: ({ name }) => name,
    },
    { id: 'role', width: '110px', cell: ({ role }) => <Role role={role} />, text: ({ role }) => role },
    {
      id: 'scopes',
      width: 'minmax(120px,1fr)',
      cell: ({ scopes }) => <Scopes scopes={scopes} />,
      text: ({ scopes }) => scopes?.join(' '),
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
      id: 'expires',
      width: '130px',
      cell: ({ expiresAt }) => expiresAt && day(expiresAt),
      text: ({ expiresAt }) => expiresAt,
      isWideOnly: true,
    },
    {
      id: 'lastUsed',
      width: '120px',
      cell: ({ lastUsedAt }) => lastUsedAt && <Ago at={lastUsedAt} />,
      text: ({ lastUsedAt }) => lastUsedAt,
    },
  ],
  filters: [],
  Inspector: KeyInspector,
  Actions: CreateButton,
  None,
});

export const KeysTab = () => <ListPage definition={list} />;
