/** A handshake as it happens, step by step, down to the first Location; or what is wrong and what to do. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  ExchangesLiveDocument,
  FirstLocationDocument,
  HandshakeDocument,
  PlatformsLiveDocument,
  StartPullDocument,
  type HandshakeQuery,
} from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { ThingLink } from '../../ui/thing-link.js';
import { duration } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Advice } from './advice.js';
import { reasonOfLeg } from './advice.rules.js';
import type { Invitation } from './connect.dialog.js';
import { ConnectForm, type ConnectInput } from './connect.form.js';
import { StepList } from './connect.steps.js';
import {
  failedLeg,
  isConnected,
  legsOf,
  offersLocations,
  stepsOf,
  type Seen,
  type Step,
  type Way,
} from './handshake.rules.js';
import { InvitationCard } from './invitation.js';

/** Beside what comes live: legs are recorded a moment after they ended, and a subscription begins after that. */
const LOOK_MS = 1_000;

interface ConnectProgressProps {
  id: string;
  way: Way;
  invitation: Invitation | undefined;
  isOrdering: boolean;
  onAgain: (input: ConnectInput) => Promise<void>;
}

type Platform = NonNullable<HandshakeQuery['platform']>;
type Pull = Platform['pulls'][number];

export const ConnectProgress = ({ id, way, invitation, isOrdering, onAgain }: ConnectProgressProps) => {
  const { t } = useTranslation('parties');
  const [isOver, setOver] = useState(false);
  const { data, error, refetch } = useAsk(HandshakeDocument, { id }, { every_ms: isOver ? 0 : LOOK_MS });
  useLive(
    ExchangesLiveDocument,
    { filter: { platformId: id } },
    {
      keyOf: ({ exchangeRecorded }) => exchangeRecorded.id,
      onEvents: () => void refetch().catch(() => undefined), // the query shows what is wrong
    },
  );
  useLive(
    PlatformsLiveDocument,
    { platformId: id },
    {
      keyOf: () => id,
      onEvents: () => void refetch().catch(() => undefined),
    },
  );
  const platform = data?.platform ?? undefined;
  const pull = platform?.pulls.find(({ module }) => module === 'locations');
  const cpo = platform?.parties[0]?.ref;
  const isThere = isConnected(platform);
  const first = useAsk(
    FirstLocationDocument,
    { cpo: cpo ?? '' },
    { skip: cpo === undefined || !isThere, every_ms: isOver ? 0 : LOOK_MS },
  );
  const pulling = useFirstPull(platform, refetch);
  const seen: Seen = {
    way,
    platform,
    legs: data?.exchanges.items ?? [],
    pull,
    locations: first.data?.locations.total ?? 0,
  };
  const steps = stepsOf(seen);
  const isDone = isThere && steps.every(({ state }) => state === 'done' || state === 'unneeded');
  useEffect(() => setOver(isDone), [isDone]);

  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  if (!platform) return <p>{t('unknownPlatform')}</p>;
  const [location] = first.data?.locations.items ?? [];
  const reason = isOrdering ? undefined : reasonIn(seen, steps);
  return (
    <div className="grid gap-4">
      <p className="flex items-center gap-3 font-medium">
        {platform.name}
        <StatusMark kind="platform" value={platform.status} />
      </p>
      {way === 'invite' && platform.status === 'PENDING' && (
        <InvitationCard invitation={invitation} onAnew={() => onAgain(again(platform, way))} />
      )}
      <StepList steps={steps} way={way} pull={pull} location={location} />
      {(pulling ?? reason) !== undefined && <Advice reason={pulling ?? reason ?? ''} />}
      {isDone && <Done seen={seen} pull={pull} platform={platform} hasLocation={location !== undefined} />}
      {platform.status === 'FAILED' && !isOrdering && way === 'call' && (
        <section aria-label={t('connect.again')} className="border-t pt-4">
          <ConnectForm initial={again(platform, way)} isRunning={isOrdering} onSubmit={onAgain} />
        </section>
      )}
    </div>
  );
};

const again = ({ name, versionsUrl }: Platform, way: Way): ConnectInput => ({
  way,
  name,
  versionsUrl: versionsUrl ?? '',
  token: '',
});

/** Why it does not go on: what the platform says of our order, or the leg on which it failed. */
const reasonIn = (seen: Seen, steps: readonly Step[]): string | undefined => {
  const { platform } = seen;
  if (platform?.status === 'FAILED' && platform.failure !== null) return platform.failure;
  if (!steps.some(({ name, state }) => state === 'failed' && name !== 'pull')) return undefined;
  const leg = failedLeg(seen);
  return leg && reasonOfLeg(leg);
};

/** Reads the Locations of a partner that has some as soon as it is connected; once, and only by who may. */
const useFirstPull = (
  platform: Platform | undefined,
  refetch: () => Promise<unknown>,
): string | undefined => {
  const { isOperator } = useWho();
  const start = useChange(StartPullDocument);
  const isBegun = useRef(false);
  const isDue =
    isOperator &&
    platform?.status === 'CONNECTED' &&
    offersLocations(platform) &&
    !platform.pulls.some(({ module }) => module === 'locations');
  const id = platform?.id;
  const { run } = start;
  useEffect(() => {
    if (!isDue || id === undefined || isBegun.current) return;
    isBegun.current = true;
    const input = { platformId: id, module: 'locations', mode: 'FULL' } as const;
    void run({ input }).then(refetch, () => undefined); // what is wrong is shown below the steps
  }, [isDue, id, run, refetch]);
  return start.error?.message;
};

const Done = ({
  seen,
  pull,
  platform,
  hasLocation,
}: {
  seen: Seen;
  pull: Pull | undefined;
  platform: Platform;
  hasLocation: boolean;
}) => {
  const { t } = useTranslation('parties');
  const [begun] = legsOf(seen);
  const end = pull?.finishedAt ?? pull?.startedAt ?? platform.registeredAt;
  const took_ms = begun && end !== null ? Date.parse(end) - Date.parse(begun.startedAt) : 0;
  const [party] = platform.parties;
  return (
    <div role="status" className="border-free grid gap-1 border-l-2 pl-3">
      <p className="text-free font-semibold">
        {t(hasLocation ? 'connect.done.location' : 'connect.done.connected', {
          name: platform.name,
          time: duration(Math.max(took_ms, 0)),
        })}
      </p>
      {party && (
        <p>
          <ThingLink page="parties" itemKey={party.ref}>
            {t('connect.done.open', { name: party.name ?? party.ref })}
          </ThingLink>
        </p>
      )}
    </div>
  );
};
