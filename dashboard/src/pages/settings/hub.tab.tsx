/** What the hub is called, what it lets pass where no agreement says otherwise, and how much partners may send. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  HubSettingsDocument,
  PutRateTierDocument,
  SetHubPolicyDocument,
  type HubPolicyInput,
  type PolicyFragment,
  type RateTierRowFragment,
} from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { exactly, number } from '../../words/format.js';
import { Key } from '../../words/time.js';

const afterChange = [HubSettingsDocument];

export const HubTab = () => {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useAsk(HubSettingsDocument);
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { hub, hubPolicy, rateTiers } = data;
  return (
    <div className="grid max-w-5xl gap-8">
      <Section title={t('hub.title')} about={t('hub.about')}>
        <Facts
          of={[
            [t('hub.name'), hub.name],
            [t('hub.ref'), <Key key="ref" value={hub.ref} />],
            [t('hub.versions'), <Key key="versions" value={`${location.origin}/ocpi/versions`} />],
            [t('hub.graph'), <Key key="graph" value={`${location.origin}/graphql`} />],
          ]}
        />
      </Section>
      <Policy policy={hubPolicy} />
      <Tiers tiers={rateTiers} />
    </div>
  );
};

const Policy = ({ policy }: { policy: PolicyFragment }) => {
  const { t } = useTranslation('settings');
  const { isOperator } = useWho();
  const [isOpen, setOpen] = useState(false);
  const change = useChange(SetHubPolicyDocument, afterChange);
  const { preset, strangers, changedAt, changedBy } = policy;
  const options = (of: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`policy.${of}.${value}`) }));
  return (
    <Section
      title={t('policy.title')}
      about={t('policy.about')}
      actions={isOperator && <Button onClick={() => setOpen(true)}>{t('policy.change')}</Button>}
    >
      <Facts
        of={[
          [t('policy.preset'), t(`policy.presets.${preset}`)],
          [t('policy.strangers'), t(`policy.seen.${strangers}`)],
          ...(changedAt ? [[t('changed'), `${exactly(changedAt)}, ${changedBy ?? ''}`] as const] : []),
        ]}
      />
      {isOpen && (
        <FormDialog
          title={t('policy.change')}
          about={t('policy.changeAbout')}
          submit={t('save')}
          isDangerous
          initial={{ preset, strangers }}
          fields={[
            {
              id: 'preset',
              label: t('policy.preset'),
              kind: 'select',
              isRequired: true,
              options: options('presets', ['OPEN', 'CLOSED']),
            },
            {
              id: 'strangers',
              label: t('policy.strangers'),
              kind: 'select',
              isRequired: true,
              options: options('seen', ['HIDDEN', 'PLANNED']),
            },
          ]}
          onSubmit={(values) => change.run({ input: values as HubPolicyInput })}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  );
};

const LIMITS = ['requestsPerSecond', 'burst', 'requestsAtOnce', 'forwardsAtOnce', 'bodyBytes'] as const;

const Tiers = ({ tiers }: { tiers: readonly RateTierRowFragment[] }) => {
  const { t } = useTranslation('settings');
  const { isOperator } = useWho();
  const [edited, setEdited] = useState<FormValues>();
  const put = useChange(PutRateTierDocument, afterChange);
  const valuesOf = (tier: RateTierRowFragment): FormValues => ({
    name: tier.name,
    ...Object.fromEntries(LIMITS.map((limit) => [limit, String(tier[limit])])),
  });
  return (
    <Section
      title={t('tiers.title')}
      about={t('tiers.about')}
      actions={isOperator && <Button onClick={() => setEdited({})}>{t('tiers.add')}</Button>}
    >
      <PlainTable
        label={t('tiers.title')}
        rows={tiers}
        keyOf={({ name }) => name}
        columns={[
          { id: 'name', title: t('tiers.name'), isHead: true, cell: ({ name }) => name },
          ...LIMITS.map((limit) => ({
            id: limit,
            title: t(`tiers.${limit}`),
            isNumber: true,
            cell: (tier: RateTierRowFragment) => number(tier[limit]),
          })),
          ...(isOperator
            ? [
                {
                  id: 'edit',
                  title: <span className="sr-only">{t('change')}</span>,
                  isNumber: true,
                  cell: (tier: RateTierRowFragment) => (
                    <Button
                      size="small"
                      aria-label={`${t('change')}: ${tier.name}`}
                      onClick={() => setEdited(valuesOf(tier))}
                    >
                      {t('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited && (
        <FormDialog
          title={t(edited['name'] === undefined ? 'tiers.add' : 'tiers.edit')}
          about={t('tiers.editAbout')}
          submit={t('save')}
          initial={edited}
          fields={[
            { id: 'name', label: t('tiers.name'), isRequired: true },
            ...LIMITS.map((id) => ({
              id,
              label: t(`tiers.${id}`),
              kind: 'number' as const,
              isRequired: true,
            })),
          ]}
          onSubmit={(values) => {
            const limitOf = (limit: (typeof LIMITS)[number]) => Number(values[limit]);
            return put.run({
              input: {
                name: values['name'] ?? '',
                requestsPerSecond: limitOf('requestsPerSecond'),
                burst: limitOf('burst'),
                requestsAtOnce: limitOf('requestsAtOnce'),
                forwardsAtOnce: limitOf('forwardsAtOnce'),
                bodyBytes: limitOf('bodyBytes'),
              },
            });
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
};
