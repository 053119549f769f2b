/** What checking a CDR found, the gravest first, each with the requirement it comes from and the place it is about. */
import { useTranslation } from 'react-i18next';
import type { CdrFindingSeverity } from '../../graph/index.js';
import { Section } from '../../ui/page.js';
import { ThingLink } from '../../ui/thing-link.js';
import { money } from '../../words/format.js';
import { inkOf, type Look } from '../../words/status.js';
import { Ago } from '../../words/time.js';
import type { CdrDetail } from './cdr.inspector.js';

const gravity: Record<CdrFindingSeverity, Look> = {
  ERROR: { tone: 'alarm', shape: '◆' },
  WARNING: { tone: 'impaired', shape: '▲' },
  INFO: { tone: 'idle', shape: '·' },
};

export const Gravity = ({ severity }: { severity: CdrFindingSeverity }) => {
  const { tone, shape } = gravity[severity];
  return (
    <span aria-hidden className={`inline-block w-4 ${inkOf[tone]}`}>
      {shape}
    </span>
  );
};

export const Checks = ({ cdr: { check, currency } }: { cdr: CdrDetail }) => {
  const { t } = useTranslation('cdrs');
  if (!check) return null;
  return (
    <div className="grid gap-5">
      <Section
        title={t('checks.title')}
        about={
          check.at !== null && (
            <>
              {t('checks.at')} <Ago at={check.at} />
              {check.dueAt !== null && (
                <>
                  {' · '}
                  {t('checks.due')} <Ago at={check.dueAt} />
                </>
              )}
            </>
          )
        }
      >
        {check.checks.length === 0 ? (
          <p>{t(check.at === null ? 'checks.waiting' : 'checks.none')}</p>
        ) : (
          <ul className="grid">
            {check.checks.map(({ code, severity, requirement, pointer, sentence, other }) => (
              <li
                key={code + pointer + (other?.ref ?? '')}
                className="grid grid-cols-[20px_1fr] border-b py-2"
              >
                <Gravity severity={severity} />
                <div>
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <span className="font-medium">{t(`options.code.${code}`, { defaultValue: code })}</span>
                    <span className="sr-only">{t(`severity.${severity}`)}</span>
                    <span className="text-faint font-mono text-xs">{requirement}</span>
                    {pointer !== '' && <span className="text-faint font-mono text-xs">{pointer}</span>}
                  </p>
                  <p className="text-soft">{sentence}</p>
                  {other && <ThingLink page="cdrs" itemKey={other.ref} />}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {check.disputes.length > 0 && (
        <Section title={t('disputes.title')}>
          <ul className="grid gap-3">
            {check.disputes.map((dispute) => (
              <li key={dispute.id}>
                <p>
                  <span className="font-medium">{dispute.raisedBy}</span>{' '}
                  <span className="text-faint">
                    <Ago at={dispute.raisedAt} />
                  </span>
                </p>
                <p>{dispute.reason}</p>
                <ul className="text-soft text-sm">
                  {dispute.lines.map(({ field, expectedAfterTaxes, expectedBeforeTaxes, reason }) => {
                    const expected = expectedAfterTaxes ?? expectedBeforeTaxes;
                    return (
                      <li key={field}>
                        {t(`field.${field}`)}
                        {expected !== null &&
                          `: ${t('disputes.expected', { amount: money(expected, currency) })}`}
                        {reason !== null && ` – ${reason}`}
                      </li>
                    );
                  })}
                </ul>
                {dispute.outcome !== null && (
                  <p className="text-soft text-sm">
                    {t(`disputes.${dispute.outcome}`, { by: dispute.closedBy ?? '' })} {dispute.closing}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
};
