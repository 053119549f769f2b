/** What an operator may do about a CDR: accept it, dispute it line by line, have it checked again, take it back. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useShortcut } from '../../app/shortcuts.js';
import { useChange, type Change } from '../../data/hooks.js';
import {
  AcceptCdrDocument,
  CdrCheckCountsDocument,
  RecheckCdrDocument,
  ResolveDisputeDocument,
} from '../../graph/index.js';
import { Button } from '../../ui/button.js';
import { Field, Textarea } from '../../ui/field.js';
import { Dialog } from '../../ui/overlay.js';
import { Refused } from '../../ui/refused.js';
import type { CdrDetail } from './cdr.inspector.js';
import { Dispute } from './dispute.js';

type Decision = 'accept' | 'dispute' | 'resolve';

const counts = [CdrCheckCountsDocument] as const;

/** By the rules of the hub, which refuses what stands here by mistake. */
const decisionsFor = ({ check, credit }: CdrDetail): Decision[] => {
  if (credit === true) return [];
  switch (check?.state) {
    case 'FLAGGED':
      return ['accept', 'dispute'];
    case 'ACCEPTED':
      return ['dispute'];
    case 'DISPUTED':
      return ['accept', 'resolve'];
    default:
      return [];
  }
};

const KEYS: Record<Decision, string> = { accept: 'a', dispute: 'd', resolve: 'v' };

export const Decide = ({ cdr, onDone }: { cdr: CdrDetail; onDone: () => Promise<unknown> }) => {
  const { t } = useTranslation('cdrs');
  const [open, setOpen] = useState<Decision>();
  const recheck = useChange(RecheckCdrDocument, counts);
  const decisions = decisionsFor(cdr);
  const close = () => setOpen(undefined);
  const again = () =>
    void recheck.run({ ref: cdr.ref }).then(
      () => toast(t('decide.rechecked')),
      () => undefined, // shown below
    );
  useShortcut('r', t('decide.recheck'), again);
  return (
    <div className="mt-2 grid gap-2">
      <div className="flex flex-wrap gap-2">
        {decisions.map((decision) => (
          <DecisionButton key={decision} decision={decision} onClick={() => setOpen(decision)} />
        ))}
        <Button shortcut="r" disabled={recheck.isRunning} onClick={again}>
          {t('decide.recheck')}
        </Button>
      </div>
      <Refused change={recheck} />
      {open === 'accept' && <Accept cdr={cdr} onClose={close} />}
      {open === 'dispute' && <Dispute cdr={cdr} onClose={close} />}
      {open === 'resolve' && <Resolve cdr={cdr} onClose={close} onDone={onDone} />}
    </div>
  );
};

const DecisionButton = ({ decision, onClick }: { decision: Decision; onClick: () => void }) => {
  const { t } = useTranslation('cdrs');
  useShortcut(KEYS[decision], t(`decide.${decision}`), onClick);
  return (
    <Button tone={decision === 'accept' ? 'accent' : 'danger'} shortcut={KEYS[decision]} onClick={onClick}>
      {t(`decide.${decision}`)}
    </Button>
  );
};

interface ReasonProps {
  decision: Decision;
  isDangerous: boolean;
  change: Pick<Change<unknown, never>, 'error' | 'isRunning'>;
  onClose: () => void;
  onGiven: (reason: string) => void;
}

/** Asks for the reason, which the other side reads. */
const Reason = ({ decision, isDangerous, change, onClose, onGiven }: ReasonProps) => {
  const { t } = useTranslation(['cdrs', 'common']);
  const [reason, setReason] = useState('');
  return (
    <Dialog isOpen onClose={onClose} title={t(`decide.${decision}`)} about={t(`decide.${decision}About`)}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onGiven(reason.trim());
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
        <Refused change={change} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            type="submit"
            tone={isDangerous ? 'danger' : 'accent'}
            disabled={reason.trim() === '' || change.isRunning}
          >
            {t(`decide.${decision}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

const Accept = ({ cdr, onClose }: { cdr: CdrDetail; onClose: () => void }) => {
  const accept = useChange(AcceptCdrDocument, counts);
  const given = (reason: string) => void accept.run({ ref: cdr.ref, reason }).then(onClose, () => undefined); // shown in the dialog
  return <Reason decision="accept" isDangerous={false} change={accept} onClose={onClose} onGiven={given} />;
};

const Resolve = ({
  cdr,
  onClose,
  onDone,
}: {
  cdr: CdrDetail;
  onClose: () => void;
  onDone: () => Promise<unknown>;
}) => {
  const { t } = useTranslation('cdrs');
  const resolve = useChange(ResolveDisputeDocument, counts);
  const given = (reason: string) =>
    void resolve.run({ ref: cdr.ref, reason }).then(
      ({ resolveDispute: { credit } }) => {
        onClose();
        toast.success(t('decide.credited', { ref: credit?.ref ?? '' }));
        return onDone();
      },
      () => undefined, // shown in the dialog
    );
  return <Reason decision="resolve" isDangerous change={resolve} onClose={onClose} onGiven={given} />;
};
