/** The way in: e-mail and password. Invitations, resets and passwords are chosen at the hub's account page. */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../data/hooks.js';
import { LogInDocument } from '../graph/index.js';
import { Button } from '../ui/button.js';
import { Field, Input } from '../ui/field.js';

interface SignInProps {
  /** Signed in, but with a password somebody else made. */
  mustChoose: boolean;
  onSignedIn: () => Promise<unknown>;
}

export const SignIn = ({ mustChoose, onSignedIn }: SignInProps) => {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useChange(LogInDocument);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    logIn.run({ input: { email, password } }).then(onSignedIn, () => setPassword(''));
  };
  return (
    <main className="mx-auto mt-[16vh] grid w-full max-w-80 gap-4 px-4">
      <div className="flex items-center gap-2">
        <img src="/icon.svg" alt="" className="size-7" />
        <h1 className="text-xl font-semibold">ChargeSphere</h1>
      </div>
      {mustChoose ? (
        <>
          <p>{t('signIn.choose')}</p>
          <a className="text-accent underline" href="/account">
            {t('account')}
          </a>
        </>
      ) : (
        <form onSubmit={submit} className="grid gap-3">
          <h2 className="sr-only">{t('signIn.title')}</h2>
          <Field label={t('signIn.email')}>
            {(bound) => (
              <Input
                {...bound}
                autoFocus
                required
                type="email"
                autoComplete="username"
                className="h-9"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('signIn.password')}>
            {(bound) => (
              <Input
                {...bound}
                required
                type="password"
                autoComplete="current-password"
                className="h-9"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {logIn.error && (
            <p role="alert" className="text-alarm">
              {t('signIn.refused', { message: logIn.error.message })}
            </p>
          )}
          <Button type="submit" tone="accent" size="large" disabled={logIn.isRunning}>
            {t('signIn.submit')}
          </Button>
          <a className="text-accent text-sm underline" href="/account">
            {t('signIn.forgotten')}
          </a>
        </form>
      )}
    </main>
  );
};
