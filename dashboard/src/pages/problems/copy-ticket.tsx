/** Copies a problem as a text for the ticket system of whoever has to mend it. */
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../app/shortcuts.js';
import { Button } from '../../ui/button.js';
import { addWords } from '../../words/language.js';
import { copy } from '../../words/time.js';
import de from './ticket.de.json';
import en from './ticket.en.json';
import { ticketOf, type Ticket } from './ticket.rules.js';

addWords('ticket', { en, de });

interface CopyTicketProps {
  ticket: Ticket;
  /** One of many, in a row of a table: small, without a key. */
  isOneOfMany?: boolean;
}

export const CopyTicket = ({ ticket, isOneOfMany = false }: CopyTicketProps) => {
  const { t } = useTranslation('ticket');
  const run = () =>
    void copy(
      ticketOf(ticket, (key, values) => t(key, values ?? {})),
      t('copied'),
    );
  useShortcut('t', t('copy'), run, { isOff: isOneOfMany });
  return (
    <Button {...(isOneOfMany ? { size: 'small' as const } : { shortcut: 't' })} onClick={run}>
      {t('copy')}
    </Button>
  );
};
