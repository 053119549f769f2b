/** What the hub does differently for a platform, and how much of it at once. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  RateTierNamesDocument,
  SetPlatformQuirksDocument,
  SetPlatformRedeliveryDocument,
  SetPlatformStrictnessDocument,
  SetPlatformTierDocument,
} from '../../graph/index.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormField, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { number } from '../../words/format.js';
import type { Platform } from './platform.panel.js';

const SLASHES = ['KEEP', 'ALWAYS', 'NEVER'] as const;
const TEXTS = ['KEEP', 'TRUNCATE'] as const;

export const Quirks = ({ platform }: { platform: Platform }) => {
  const { t } = useTranslation('parties');
  const { isOperator } = useWho();
  const [isAsked, setAsked] = useState(false);
  const { tier } = platform;
  const yes = (is: boolean) => t(is ? 'common:yes' : 'common:no');
  return (
    <Section
      title={t('quirks.title')}
      actions={
        isOperator && (
          <Button size="small" onClick={() => setAsked(true)}>
            {t('quirks.change')}
          </Button>
        )
      }
    >
      <Facts
        of={[
          [
            t('quirks.tier'),
            t('quirks.tierIs', {
              name: tier.name,
              rate: number(tier.requestsPerSecond),
              burst: number(tier.burst),
            }),
          ],
          [t('quirks.strict'), yes(platform.isStrict)],
          [t('quirks.newline'), yes(platform.tolerateNewline)],
          [t('quirks.redelivers'), yes(platform.redeliversCdrs)],
          [t('quirks.slash'), t(`quirks.slashes.${platform.trailingSlash}`)],
          [t('quirks.texts'), t(`quirks.overlong.${platform.overlongTexts}`)],
          [t('quirks.hub'), yes(platform.actsAsHub)],
        ]}
      />
      {isAsked && <QuirksDialog platform={platform} onClose={() => setAsked(false)} />}
    </Section>
  );
};

const QuirksDialog = ({ platform, onClose }: { platform: Platform; onClose: () => void }) => {
  const { t } = useTranslation('parties');
  const { data } = useAsk(RateTierNamesDocument);
  const quirks = useChange(SetPlatformQuirksDocument);
  const strictness = useChange(SetPlatformStrictnessDocument);
  const redelivery = useChange(SetPlatformRedeliveryDocument);
  const tier = useChange(SetPlatformTierDocument);
  const yesNo = ['yes', 'no'].map((value) => ({ value, label: t(`common:${value}`) }));
  const choice = (id: string, label: string, options: FormField['options'] = yesNo): FormField => ({
    id,
    label,
    kind: 'select',
    isRequired: true,
    options,
  });
  const before: FormValues = {
    tier: platform.tier.name,
    strict: platform.isStrict ? 'yes' : 'no',
    newline: platform.tolerateNewline ? 'yes' : 'no',
    redelivers: platform.redeliversCdrs ? 'yes' : 'no',
    slash: platform.trailingSlash,
    texts: platform.overlongTexts,
  };
  /** Only what has changed is ordered, so that the audit trail says what was done. */
  const save = async (after: FormValues) => {
    const { id: platformId } = platform;
    const isNew = (name: string) => after[name] !== before[name];
    const slash = SLASHES.find((one) => one === after['slash']);
    const texts = TEXTS.find((one) => one === after['texts']);
    if (isNew('slash') || isNew('texts') || isNew('newline'))
      await quirks.run({
        input: {
          platformId,
          ...(isNew('newline') && { tolerateNewline: after['newline'] === 'yes' }),
          ...(isNew('slash') && slash && { trailingSlash: slash }),
          ...(isNew('texts') && texts && { overlongTexts: texts }),
        },
      });
    if (isNew('strict')) await strictness.run({ platformId, strict: after['strict'] === 'yes' });
    if (isNew('redelivers')) await redelivery.run({ platformId, cdrs: after['redelivers'] === 'yes' });
    if (isNew('tier')) await tier.run({ platformId, tier: after['tier'] ?? '' });
  };
  return (
    <FormDialog
      title={t('quirks.title')}
      about={t('quirks.about')}
      submit={t('common:save')}
      initial={before}
      isWide
      fields={[
        choice(
          'tier',
          t('quirks.tier'),
          (data?.rateTiers ?? [platform.tier]).map(({ name }) => ({ value: name, label: name })),
        ),
        choice('strict', t('quirks.strict')),
        choice('newline', t('quirks.newline')),
        choice('redelivers', t('quirks.redelivers')),
        choice(
          'slash',
          t('quirks.slash'),
          SLASHES.map((value) => ({ value, label: t(`quirks.slashes.${value}`) })),
        ),
        choice(
          'texts',
          t('quirks.texts'),
          TEXTS.map((value) => ({ value, label: t(`quirks.overlong.${value}`) })),
        ),
      ]}
      onSubmit={save}
      onClose={onClose}
    />
  );
};
