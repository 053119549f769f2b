/** What drivers show to be recognised: looked up by uid or contract, with what their eMSPs say when they are asked. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { TokensDocument, type TokenFilter, type TokenRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { addWords } from '../../words/language.js';
import { Ago, Key } from '../../words/time.js';
import { Authorisations } from './authorisations.js';
import { TokenInspector } from './token.inspector.js';
import { Validity } from './validity.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('tokens', { en, de });

const filterOf = ({ uid, contract, emsp, valid, flawed }: Search): TokenFilter => ({
  ...(uid !== undefined && { uid }),
  ...(contract !== undefined && { contractId: contract }),
  ...(emsp !== undefined && { emsp }),
  ...(valid !== undefined && { valid: valid === 'yes' }),
  ...(flawed !== undefined && { hasViolations: flawed === 'yes' }),
});

const None = () => {
  const { t } = useTranslation('tokens');
  return <Empty>{t('none')}</Empty>;
};

const Above = () => {
  const { t } = useTranslation('tokens');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="border-b px-3 py-2">
      <Button tone="bare" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'authorisations.hide' : 'authorisations.show')}
      </Button>
      {isOpen && (
        <div className="mt-2 max-h-72 overflow-auto">
          <Authorisations />
        </div>
      )}
    </div>
  );
};

const Whitelist = ({ whitelist }: TokenRowFragment) => {
  const { t } = useTranslation('tokens');
  return t(`whitelist.${whitelist}`);
};

const emspOf = ({ emsp }: TokenRowFragment): string => emsp?.name ?? emsp?.ref ?? '';

const list = defineList({
  name: 'tokens',
  document: TokensDocument,
  field: 'tokens',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ ref }: TokenRowFragment) => ref,
  columns: [
    {
      id: 'valid',
      width: '104px',
      cell: ({ valid }) => <Validity isValid={valid} />,
      text: ({ valid }) => String(valid),
    },
    { id: 'uid', width: 'minmax(130px,1fr)', cell: ({ uid }) => <Key value={uid} />, text: ({ uid }) => uid },
    {
      id: 'contract',
      width: 'minmax(150px,1.2fr)',
      cell: ({ contractId }) => <Key value={contractId} />,
      text: ({ contractId }) => contractId,
    },
    { id: 'type', width: '110px', cell: ({ type }) => type, text: ({ type }) => type, isWideOnly: true },
    {
      id: 'whitelist',
      width: '150px',
      cell: (row) => <Whitelist {...row} />,
      text: ({ whitelist }) => whitelist,
      isWideOnly: true,
    },
    { id: 'emsp', width: 'minmax(110px,1fr)', cell: emspOf, text: emspOf, isWideOnly: true },
    {
      id: 'updated',
      width: '120px',
      cell: ({ lastUpdated }) => <Ago at={lastUpdated} />,
      text: ({ lastUpdated }) => lastUpdated,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'uid', kind: 'text' },
    { id: 'contract', kind: 'text' },
    { id: 'emsp', kind: 'party', role: 'EMSP' },
    { id: 'valid', kind: 'one', options: ['yes', 'no'] },
    { id: 'flawed', kind: 'one', options: ['yes', 'no'] },
  ],
  Above,
  Inspector: TokenInspector,
  None,
});

const TokensPage = () => <ListPage definition={list} />;
export default TokensPage;
