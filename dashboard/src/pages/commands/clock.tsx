/** How long a command has been on its way, second by second while it is. */
import { useEffect, useState } from 'react';
import { duration } from '../../words/format.js';
import { elapsedOf, isInFlight, type CommandTimes } from './command.rules.js';

const TICK_MS = 1_000;

export const Clock = ({ command }: { command: CommandTimes }) => {
  const [now, setNow] = useState(Date.now);
  const isRunning = isInFlight(command);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return <span className={isRunning ? 'text-work' : undefined}>{duration(elapsedOf(command, now))}</span>;
};
