/** The commands that are on their way now, with the clock running; those that have ended are in the list below. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { CommandsDocument, CommandsLiveDocument, type CommandFilter } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { useLive } from '../../live/use-live.js';
import { StatusMark } from '../../words/status-mark.js';
import { Clock } from './clock.js';
import { isInFlight, subjectOf } from './command.rules.js';

const filter: CommandFilter = { status: ['REQUESTED', 'SENT', 'ACCEPTED'] };
const SHOWN = 20;

export const InFlight = () => {
  const { t } = useTranslation('commands');
  const { set } = useSearch();
  const { data, refetch } = useAsk(CommandsDocument, { filter, page: { limit: SHOWN } });
  useLive(
    CommandsLiveDocument,
    { filter: {} },
    {
      keyOf: ({ commandUpdated }) => commandUpdated.id,
      onEvents: () => void refetch().catch(() => undefined), // the list below says what is wrong
    },
  );
  const commands = (data?.commands.items ?? []).filter(isInFlight);
  return (
    <section aria-labelledby="in-flight" className="border-b px-3 py-2">
      <h2 id="in-flight" className="text-soft text-sm">
        {t('inFlight', { count: commands.length })}
      </h2>
      <ul>
        {commands.map((command) => (
          <li key={command.id}>
            <button
              type="button"
              className="hover:bg-sunken flex h-8 w-full items-center gap-3 rounded px-1 text-left"
              onClick={() => set({ open: command.id }, true)}
            >
              <StatusMark kind="command" value={command.status} />
              <span className="whitespace-nowrap">
                {t(`kinds.${command.kind}`, { defaultValue: command.name })}
              </span>
              <span className="text-soft truncate font-mono text-sm">{subjectOf(command.request)}</span>
              <span className="text-faint hidden whitespace-nowrap sm:inline">
                {command.receiver?.name ?? command.receiver?.ref}
              </span>
              <span className="ml-auto whitespace-nowrap">
                <Clock command={command} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
