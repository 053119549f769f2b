/** Who may do what with accounts, logins and keys. */
import { requireOperator, unauthenticated } from '@chargesphere/chassis';
import { Problem, type Bearer, type Caller, type Visitor } from '@chargesphere/schema';

/** Operators who may see to people; not analysts, who are operators that only read. */
export const requireAdministrator = (caller: Caller): void => {
  requireOperator(caller);
  const { principal } = caller;
  if (principal.kind !== 'operator') return;
  const { readsOnly, bearer } = principal;
  if (readsOnly || bearer?.mustChangePassword || (bearer?.scopes && !bearer.scopes.includes('PEOPLE')))
    throw new Problem('FORBIDDEN', 'Accounts and keys are for operators; a key needs the scope PEOPLE.');
};

/** Nobody yet, and by a door that can let people in. */
export const visitorOf = ({ principal }: Caller): Visitor => {
  if (principal.kind !== 'anonymous')
    throw new Problem('FORBIDDEN', 'You are known already: this is for people who come in, without a key.');
  if (!principal.visitor) throw unauthenticated();
  return principal.visitor;
};

export const bearerOf = ({ principal }: Caller): Bearer | undefined =>
  'bearer' in principal ? principal.bearer : undefined;

/** The account of a person who has logged in. */
export const personOf = (caller: Caller): Bearer & { account: string } => {
  if (caller.principal.kind === 'anonymous') throw unauthenticated();
  const bearer = bearerOf(caller);
  if (bearer?.account === undefined)
    throw new Problem(
      'FORBIDDEN',
      'This is for people who have logged in; a key has no password and no login.',
    );
  return { ...bearer, account: bearer.account };
};
