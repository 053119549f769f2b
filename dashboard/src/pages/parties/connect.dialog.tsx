/**
 * Connects a partner, from nothing to its first Location: either we have a token of theirs and call them, or we make
 * one and they call us. Which platform it is about stands in the address, so that one can leave and find it again.
 */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  ConnectPlatformDocument,
  InvitePlatformDocument,
  PlatformsDocument,
  type InvitePlatformMutation,
} from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Dialog } from '../../ui/overlay.js';
import { ConnectForm, type ConnectInput } from './connect.form.js';
import { ConnectProgress } from './connect.progress.js';
import type { Way } from './handshake.rules.js';

/** How often it is looked for the platform of an order that is not answered yet. */
const LOOK_MS = 400;

/** Shows a platform that is new. */
const LISTED = [PlatformsDocument];

export type Invitation = InvitePlatformMutation['invitePlatform'];

/** Of a sentence of the hub about an order: the platform it is about. */
const idIn = (message: string): string | undefined =>
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(message)?.[0];

export const ConnectDialog = () => {
  const { t } = useTranslation('parties');
  const { search, set } = useSearch();
  const [invitation, setInvitation] = useState<Invitation>();
  const [name, setName] = useState<string>();
  const invite = useChange(InvitePlatformDocument, LISTED);
  const connect = useChange(ConnectPlatformDocument, LISTED);
  const id = search['connect'] === 'new' ? undefined : search['connect'];
  const way: Way = search['way'] === 'invite' ? 'invite' : 'call';
  const follow = useCallback(
    (platformId: string, chosen: Way) => set({ connect: platformId, way: chosen }),
    [set],
  );

  const run = async (input: ConnectInput, platformId?: string): Promise<void> => {
    const again = platformId === undefined ? {} : { platformId };
    if (input.way === 'invite') {
      const { invitePlatform } = await invite.run({ input: { name: input.name, ...again, days: 7 } });
      setInvitation(invitePlatform);
      return follow(invitePlatform.platform.id, 'invite');
    }
    setName(input.name);
    const { name: given, versionsUrl, token } = input;
    try {
      const answer = await connect.run({ input: { name: given, versionsUrl, token, ...again } });
      follow(answer.connectPlatform.platform.id, 'call');
    } catch (reason) {
      // A handshake that failed belongs to a platform, which says why; an order that was refused has none.
      const known = reason instanceof Error ? idIn(reason.message) : undefined;
      if (known === undefined) throw reason;
      follow(known, 'call');
    }
  };

  // While the order is carried out its platform is there already: from then on every step is shown.
  const isLookedFor = id === undefined && connect.isRunning && name !== undefined;
  useFound(isLookedFor ? name : undefined, follow);

  return (
    <Dialog
      isOpen
      isWide
      onClose={() => set({ connect: undefined, way: undefined })}
      title={t('connect.title')}
      about={t('connect.about')}
    >
      {id === undefined ? (
        <ConnectForm onSubmit={run} isRunning={connect.isRunning || invite.isRunning} />
      ) : (
        <ConnectProgress
          key={id}
          id={id}
          way={way}
          invitation={invitation?.platform.id === id ? invitation : undefined}
          isOrdering={connect.isRunning}
          onAgain={(input) => run(input, id)}
        />
      )}
    </Dialog>
  );
};

/** Follows the platform of that name as soon as the hub has begun to connect to it. */
const useFound = (name: string | undefined, follow: (id: string, way: Way) => void): void => {
  const { data } = useAsk(
    PlatformsDocument,
    { filter: { name: name ?? '', status: 'CONNECTING' } },
    { skip: name === undefined, every_ms: LOOK_MS },
  );
  const found =
    name === undefined
      ? undefined
      : data?.platforms.items.findLast((platform) => platform.name === name.trim());
  if (found) queueMicrotask(() => follow(found.id, 'call'));
};
