/** Who is signed in and what they may do. The hub decides; the pages only leave out what it would refuse. */
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useAsk } from '../data/hooks.js';
import { client, signedOut } from '../data/client.js';
import { MeDocument, type MeQuery } from '../graph/index.js';
import { Failure, Loading } from '../list/told.js';
import { SignIn } from './sign-in.js';

export type Person = NonNullable<MeQuery['me']>;
export interface Who {
  me: Person;
  /** Whether they may change things: buttons for what an analyst may not do are not there. */
  isOperator: boolean;
  refetch: () => Promise<unknown>;
}

const Context = createContext<Who | undefined>(undefined);

export const useWho = (): Who => {
  const who = useContext(Context);
  if (!who) throw new Error('Nobody is signed in here.');
  return who;
};

export const WhoScope = ({ children }: { children: ReactNode }) => {
  const { data, error, isLoading, refetch } = useAsk(MeDocument);
  useEffect(() => {
    // What was read is of somebody who may not read it any more.
    const forget = () => void client.clearStore().then(refetch);
    signedOut.addEventListener('change', forget);
    return () => signedOut.removeEventListener('change', forget);
  }, [refetch]);
  if (isLoading && !data) return <Loading />;
  if (error && !data && error.code !== 'UNAUTHENTICATED') return <Failure error={error} onAgain={refetch} />;
  const me = data?.me;
  if (!me || me.mustChangePassword)
    return <SignIn mustChoose={me?.mustChangePassword ?? false} onSignedIn={refetch} />;
  const who = { me, isOperator: me.role === 'OPERATOR', refetch };
  return <Context.Provider value={who}>{children}</Context.Provider>;
};
