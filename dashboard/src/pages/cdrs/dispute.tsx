/** Disputes a CDR: why, and which of its amounts should be what. Proposes those that are wrong, with what was computed. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../data/hooks.js';
import {
  CdrCheckCountsDocument,
  DisputeCdrDocument,
  type CdrCostField,
  type CdrDisputeLineInput,
} from '../../graph/index.js';
import { Button } from '../../ui/button.js';
import { Field, Input, Textarea } from '../../ui/field.js';
import { Dialog } from '../../ui/overlay.js';
import { Refused } from '../../ui/refused.js';
import { disputable, sideOf, type Side } from './bill.rules.js';
import type { CdrDetail } from './cdr.inspector.js';

const counts = [CdrCheckCountsDocument] as const;
const AMOUNT = String.raw`-?\d+([.,]\d+)?`;

/** What each amount should be, by its field; only those that are disputed are in it. */
type Expected = Partial<Record<CdrCostField, string>>;

const inputOf = (expected: Expected, side: Side): CdrDisputeLineInput[] =>
  Object.entries(expected).map(([field, text]) => {
    const amount = text.trim().replace(',', '.');
    return {
      field: field as CdrCostField,
      ...(amount !== '' &&
        (side === 'afterTaxes' ? { expectedAfterTaxes: amount } : { expectedBeforeTaxes: amount })),
    };
  });

export const Dispute = ({
  cdr: { ref, check, currency },
  onClose,
}: {
  cdr: CdrDetail;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['cdrs', 'common']);
  const lines = check?.difference?.lines ?? [];
  const side = sideOf(lines);
  const wrong = disputable(lines);
  const [expected, setExpected] = useState<Expected>(() =>
    Object.fromEntries(
      lines
        .filter(({ field }) => wrong.includes(field))
        .map(({ field, computed }) => [field, computed?.[side] ?? '']),
    ),
  );
  const [reason, setReason] = useState('');
  const dispute = useChange(DisputeCdrDocument, counts);
  const toggle = (field: CdrCostField, computed: string) =>
    setExpected(({ [field]: former, ...others }) =>
      former === undefined ? { ...others, [field]: computed } : others,
    );
  return (
    <Dialog isOpen onClose={onClose} title={t('decide.dispute')} about={t('decide.disputeAbout')}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const given = { ref, reason: reason.trim(), lines: inputOf(expected, side) };
          dispute.run(given).then(onClose, () => undefined); // shown below
        }}
      >
        <Field label={t('common:reason')} hint={t('decide.reasonHint')}>
          {(bound) => (
            <Textarea
              {...bound}
              required
              autoFocus
              rows={3}
              maxLength={1_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="grid gap-1">
          <legend className="text-soft mb-1 text-sm font-medium">
            {t('dispute.lines', { currency, side: t(`bill.${side}`) })}
          </legend>
          {lines.map(({ field, computed }) => {
            const value = expected[field];
            return (
              <div key={field} className="flex h-8 items-center gap-2">
                <label className="flex flex-1 items-center gap-2">
                  <input
                    type="checkbox"
                    checked={value !== undefined}
                    onChange={() => toggle(field, computed?.[side] ?? '')}
                  />
                  {t(`field.${field}`)}
                </label>
                {value !== undefined && (
                  <Input
                    aria-label={t('dispute.expected', { part: t(`field.${field}`) })}
                    className="w-28 text-right"
                    inputMode="decimal"
                    pattern={AMOUNT}
                    value={value}
                    onChange={(event) => setExpected({ ...expected, [field]: event.target.value })}
                  />
                )}
              </div>
            );
          })}
        </fieldset>
        <Refused change={dispute} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" tone="danger" disabled={reason.trim() === '' || dispute.isRunning}>
            {t('decide.dispute')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
