/** Under which name and to which account each party is billed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  BillingProfileDocument,
  BillingProfilesDocument,
  PaymentProvidersDocument,
  PutPaymentAccountDocument,
  PutBillingProfileDocument,
  type ProfileRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormField, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PartyLink } from '../../ui/thing-link.js';
import { day } from '../../words/format.js';
import { Key } from '../../words/time.js';

const after = [BillingProfilesDocument];
const ADDRESS = ['street', 'postalCode', 'city', 'country'] as const;
const PLAIN = ['name', 'legalName', 'vatId', 'iban', 'bic', 'email'] as const;

const None = () => {
  const { t } = useTranslation('profiles');
  return <Empty>{t('none')}</Empty>;
};

interface ProfileDialogProps {
  title: string;
  initial: FormValues;
  /** Asked for when it is not known whose profile it is. */
  party?: string;
  onClose: () => void;
}

const ProfileDialog = ({ title, initial, party, onClose }: ProfileDialogProps) => {
  const { t } = useTranslation('profiles');
  const put = useChange(PutBillingProfileDocument, after);
  const field = (id: string, rest: Partial<FormField> = {}): FormField => ({
    id,
    label: t(`fields.${id}`),
    ...rest,
  });
  const save = (values: FormValues) => {
    const { street, city, postalCode, country } = values;
    const plain = Object.fromEntries(
      PLAIN.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
    );
    return put.run({
      party: party ?? values['party'] ?? '',
      input: {
        ...plain,
        name: values['name'] ?? '',
        // The hub says which of the four is missing.
        ...((street ?? city ?? postalCode ?? country) !== undefined && {
          address: {
            street: street ?? '',
            city: city ?? '',
            postalCode: postalCode ?? '',
            country: country ?? '',
          },
        }),
      },
    });
  };
  return (
    <FormDialog
      title={title}
      about={t('about')}
      submit={t('save')}
      isWide
      initial={initial}
      fields={[
        ...(party === undefined ? [field('party', { isRequired: true, placeholder: 'NL/ALF' })] : []),
        field('name', { isRequired: true }),
        field('legalName'),
        ...ADDRESS.map((id) =>
          field(id, id === 'country' ? { placeholder: 'NL', hint: t('countryHint') } : {}),
        ),
        field('vatId'),
        field('iban'),
        field('bic'),
        field('email', { kind: 'email' }),
      ]}
      onSubmit={save}
      onClose={onClose}
    />
  );
};

const AddButton = () => {
  const { t } = useTranslation('profiles');
  const [isOpen, setOpen] = useState(false);
  if (!useWho().isOperator) return null;
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('add')}</ActionButton>
      {isOpen && <ProfileDialog title={t('add')} initial={{}} onClose={() => setOpen(false)} />}
    </>
  );
};

/** Who the party is for a provider of payments, such as its customer id at Stripe. */
const AccountDialog = ({ party, onClose }: { party: string; onClose: () => void }) => {
  const { t } = useTranslation('profiles');
  const providers = useAsk(PaymentProvidersDocument).data?.paymentProviders ?? [];
  const put = useChange(PutPaymentAccountDocument);
  return (
    <FormDialog
      title={t('link')}
      about={t('linkAbout')}
      submit={t('save')}
      fields={[
        {
          id: 'provider',
          label: t('fields.provider'),
          kind: 'select',
          isRequired: true,
          options: providers.map((value) => ({ value, label: value })),
        },
        { id: 'account', label: t('fields.account'), isRequired: true },
      ]}
      onSubmit={async ({ provider = '', account = '' }) => {
        await put.run({ input: { party, provider, account } });
        toast(t('linked'));
      }}
      onClose={onClose}
    />
  );
};

const textsOf = ({ address, ...profile }: ProfileRowFragment): FormValues =>
  Object.fromEntries(
    Object.entries({ ...profile, ...address }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

const ProfileInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('profiles');
  const { isOperator } = useWho();
  const { data, error, refetch } = useAsk(BillingProfileDocument, { party: itemKey });
  const [isOpen, setOpen] = useState(false);
  const [isLinking, setLinking] = useState(false);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const profile = data.billingProfile;
  if (!profile) return <Empty>{t('unknown')}</Empty>;
  const { address, iban, since } = profile;
  const fact = (id: 'legalName' | 'vatId' | 'bic' | 'email') =>
    profile[id] ? [[t(`fields.${id}`), profile[id]] as const] : [];
  return (
    <div className="overflow-auto p-3">
      <Section
        title={profile.name}
        actions={
          isOperator && (
            <>
              <Button onClick={() => setLinking(true)}>{t('link')}</Button>
              <Button onClick={() => setOpen(true)}>{t('change')}</Button>
            </>
          )
        }
      >
        <Facts
          of={[
            [t('fields.party'), <PartyLink key="party" party={profile.party} />],
            ...fact('legalName'),
            ...(address
              ? [
                  [
                    t('address'),
                    `${address.street}, ${address.postalCode} ${address.city}, ${address.country}`,
                  ] as const,
                ]
              : []),
            ...fact('vatId'),
            ...(iban ? [[t('fields.iban'), <Key key="iban" value={iban} />] as const] : []),
            ...fact('bic'),
            ...fact('email'),
            [t('columns.since'), day(since)],
          ]}
        />
      </Section>
      {isLinking && <AccountDialog party={itemKey} onClose={() => setLinking(false)} />}
      {isOpen && (
        <ProfileDialog
          title={t('change')}
          party={itemKey}
          initial={textsOf(profile)}
          onClose={() => {
            setOpen(false);
            void refetch().catch(() => undefined); // the query shows what is wrong
          }}
        />
      )}
    </div>
  );
};

const list = defineList({
  name: 'profiles',
  titleKey: 'title',
  document: BillingProfilesDocument,
  field: 'billingProfiles',
  variablesOf: (_search, page) => ({ page }),
  keyOf: ({ party }: ProfileRowFragment) => party.ref,
  columns: [
    {
      id: 'party',
      width: 'minmax(90px,0.6fr)',
      cell: ({ party }) => <Key value={party.ref} />,
      text: ({ party }) => party.ref,
    },
    { id: 'name', width: 'minmax(130px,1fr)', cell: ({ name }) => name, text: ({ name }) => name },
    {
      id: 'address',
      width: 'minmax(130px,1fr)',
      cell: ({ address }) => address && `${address.city}, ${address.country}`,
      text: ({ address }) =>
        address && [address.street, address.postalCode, address.city, address.country].join(', '),
      isWideOnly: true,
    },
    { id: 'vatId', width: '150px', cell: ({ vatId }) => vatId, text: ({ vatId }) => vatId, isWideOnly: true },
    {
      id: 'iban',
      width: '210px',
      cell: ({ iban }) => iban && <Key value={iban} />,
      text: ({ iban }) => iban,
      isWideOnly: true,
    },
    {
      id: 'since',
      width: '120px',
      cell: ({ since }) => day(since),
      text: ({ since }) => since,
      isWideOnly: true,
    },
  ],
  filters: [],
  Inspector: ProfileInspector,
  Actions: AddButton,
  None,
});

export const ProfilesTab = () => <ListPage definition={list} />;
