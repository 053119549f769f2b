/** The truth of the socket, in a word at the top: live, paused, or stale and since when. */
import { useTranslation } from 'react-i18next';
import { togglePause, usePaused } from '../live/pause.js';
import { useSocketState } from '../live/socket-state.js';
import { classes } from '../ui/classes.js';
import { clock } from '../words/format.js';

export const LiveLine = () => {
  const { t } = useTranslation();
  const state = useSocketState();
  const isPaused = usePaused();
  if (state.kind === 'idle') return null;
  const isStale = state.kind === 'reconnecting';
  const word = isStale
    ? t('live.reconnecting', { time: clock(state.since) })
    : t(isPaused ? 'live.paused' : 'live.live');
  return (
    <>
      <button
        type="button"
        onClick={togglePause}
        title={t(isPaused ? 'live.resume' : 'live.pause')}
        className={classes(
          'flex items-center gap-1.5 whitespace-nowrap text-sm',
          isStale ? 'text-impaired' : isPaused ? 'text-faint' : 'text-free',
        )}
      >
        <span aria-hidden>{isStale ? '▲' : isPaused ? '‖' : '●'}</span>
        <span role="status">{word}</span>
      </button>
      {isStale && <div className="bg-impaired fixed inset-x-0 top-0 z-50 h-0.5" aria-hidden />}
    </>
  );
};
