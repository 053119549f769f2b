/** What has to be known of a partner before it can be connected: who has the token, and where to call. */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Field, Input } from '../../ui/field.js';
import { Advice } from './advice.js';
import type { Way } from './handshake.rules.js';

export interface ConnectInput {
  way: Way;
  name: string;
  versionsUrl: string;
  token: string;
}

interface ConnectFormProps {
  /** Of an attempt that failed: its way is not asked again. */
  initial?: Omit<ConnectInput, 'token'>;
  isRunning: boolean;
  /** Rejects with what the hub says against the order itself. */
  onSubmit: (input: ConnectInput) => Promise<void>;
}

export const ConnectForm = ({ initial, isRunning, onSubmit }: ConnectFormProps) => {
  const { t } = useTranslation('parties');
  const [input, setInput] = useState<ConnectInput>({
    way: 'call',
    name: '',
    versionsUrl: '',
    ...initial,
    token: '',
  });
  const [fault, setFault] = useState<string>();
  const change = (part: Partial<ConnectInput>) => setInput((former) => ({ ...former, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    onSubmit(input).catch((reason: unknown) =>
      setFault(reason instanceof Error ? reason.message : String(reason)),
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {initial === undefined && (
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="sr-only">{t('connect.way')}</legend>
          {(['call', 'invite'] as const).map((way) => (
            <label
              key={way}
              className={classes(
                'flex cursor-pointer gap-2 rounded-md border p-3',
                input.way === way && 'border-accent bg-wash',
              )}
            >
              <input
                type="radio"
                name="way"
                value={way}
                checked={input.way === way}
                onChange={() => change({ way })}
                className="mt-1"
              />
              <span>
                <span className="block font-medium">{t(`connect.ways.${way}.title`)}</span>
                <span className="text-soft block text-sm">{t(`connect.ways.${way}.about`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Field label={t('connect.name')} hint={t('connect.nameHint')}>
        {(bound) => (
          <Input
            {...bound}
            required
            maxLength={100}
            autoFocus={initial === undefined}
            value={input.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      {input.way === 'call' && (
        <>
          <Field label={t('connect.versionsUrl')} hint={t('connect.versionsUrlHint')}>
            {(bound) => (
              <Input
                {...bound}
                required
                type="url"
                placeholder="https://"
                value={input.versionsUrl}
                onChange={(event) => change({ versionsUrl: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('connect.token')} hint={t('connect.tokenHint')}>
            {(bound) => (
              <Input
                {...bound}
                required
                autoFocus={initial !== undefined}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                value={input.token}
                onChange={(event) => change({ token: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {fault !== undefined && <Advice reason={fault} />}
      <div className="flex justify-end">
        <Button type="submit" tone="accent" disabled={isRunning}>
          {t(isRunning ? 'connect.running' : `connect.submit.${input.way}`)}
        </Button>
      </div>
    </form>
  );
};
