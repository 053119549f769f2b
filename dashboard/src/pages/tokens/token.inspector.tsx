/** One token: whose it is, whether a CPO may decide by its list, what its eMSP says when it is asked. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  AuthorizeTokenDocument,
  CommandsDocument,
  TokenDocument,
  type TokenQuery,
} from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { Tabs } from '../../ui/tabs.js';
import { PartyLink } from '../../ui/thing-link.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { OwnAuthorisations } from './authorisations.js';
import { Validity } from './validity.js';

type WholeToken = NonNullable<TokenQuery['token']>;

export const TokenInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('tokens');
  const { search, set } = useSearch();
  const { data, error, refetch } = useAsk(TokenDocument, { ref: itemKey });
  const token = data?.token;
  if (error && !token) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  if (!token) return <Empty>{t('gone')}</Empty>;
  const tabs = [
    { value: 'token', content: <Overview token={token} /> },
    {
      value: 'document',
      content: <RawDocument document={token.document} violations={token.violations} />,
    },
  ];
  return (
    <Tabs
      label={t('tabs.label')}
      value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'token'}
      onChange={(tab) => set({ tab: tab === 'token' ? undefined : tab })}
      tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.value}`) }))}
    />
  );
};

const Overview = ({ token }: { token: WholeToken }) => {
  const { t } = useTranslation('tokens');
  const facts: [string, ReactNode][] = [
    [t('columns.valid'), <Validity isValid={token.valid} />],
    [t('columns.whitelist'), t(`whitelistSay.${token.whitelist}`)],
    [t('columns.emsp'), token.emsp && <PartyLink party={token.emsp} />],
    [t('columns.contract'), <Key value={token.contractId} />],
    [t('columns.uid'), <Key value={token.uid} />],
    [t('columns.type'), token.type],
    [t('facts.printed'), token.visualNumber],
    [t('facts.issuer'), token.issuer],
    [t('facts.group'), token.groupId],
    [t('facts.language'), token.language],
    [t('facts.profile'), token.defaultProfileType],
    [t('facts.energy'), token.energyContract?.supplierName],
    [t('facts.updated'), <Ago at={token.lastUpdated} />],
  ];
  return (
    <div className="grid gap-4">
      <Facts of={facts.filter(([, value]) => value !== undefined && value !== null && value !== '')} />
      <Section
        title={t('authorisations.own')}
        about={t('authorisations.ownAbout')}
        actions={<AuthoriseButton token={token} />}
      >
        <OwnAuthorisations token={token} />
      </Section>
    </div>
  );
};

const after = [CommandsDocument];

const AuthoriseButton = ({ token }: { token: WholeToken }) => {
  const { t } = useTranslation('tokens');
  const { isOperator } = useWho();
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<string>();
  const authorise = useChange(AuthorizeTokenDocument, after);
  if (!isOperator) return null;
  return (
    <>
      {said !== undefined && (
        <span role="status">
          <StatusMark kind="allowed" value={said} />
        </span>
      )}
      <Button onClick={() => setAsking(true)}>{t('authorise.button')}</Button>
      {isAsking && (
        <FormDialog
          title={t('authorise.title')}
          about={t('authorise.about', { emsp: token.emsp?.name ?? token.emsp?.ref ?? '' })}
          fields={[
            { id: 'locationId', label: t('authorise.location'), hint: t('authorise.locationHint') },
            { id: 'evseUid', label: t('authorise.evse') },
          ]}
          submit={t('authorise.button')}
          onSubmit={async ({ locationId, evseUid }) => {
            const { authorizeToken } = await authorise.run({
              input: {
                uid: token.uid,
                type: token.type,
                ...(token.emsp && { emsp: token.emsp.ref }),
                ...(locationId !== undefined && { locationId }),
                ...(evseUid !== undefined && { evseUids: [evseUid] }),
              },
            });
            const { failure, response } = authorizeToken;
            if (failure) throw new Error(failure.message);
            setSaid(response?.result);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
