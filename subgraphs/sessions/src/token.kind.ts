/** How Tokens are kept. Their key holds the type: two tokens may share a uid (TOK-003). */
import { ownerRolesOf, refOf, Token as TokenTable, type Token } from '@chargesphere/schema';
import type { DocumentKind } from '@chargesphere/chassis';

export const tokenKind: DocumentKind<Token> = {
  name: 'token',
  schema: 'sessions',
  table: 'token',
  refOf: (token) => refOf(token.country_code, token.party_id, token.uid, token.type),
  lastUpdatedOf: (token) => token.last_updated,
  keepsCopyPerAddressee: true,
  checkedBy: TokenTable,
  promoted: {
    uid: { type: 'text', value: (token) => token.uid.toUpperCase() },
    type: { type: 'text', value: (token) => token.type },
    contract_id: { type: 'text', value: (token) => token.contract_id.toUpperCase() },
    valid: { type: 'boolean', value: (token) => token.valid },
  },
  visibility: {
    module: 'tokens',
    ownerRoles: ownerRolesOf.tokens,
    // CPOs keep the lists drivers are authorised by; nobody else needs another party's tokens.
    readsHubAddressed: (roles) => roles.some(({ role }) => role === 'CPO'),
  },
};
