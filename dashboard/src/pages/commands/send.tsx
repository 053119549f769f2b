/** Sends a command: what, where, for whom. What is known already may stand in the address: `?send=STOP_SESSION&session=…`. */
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useChange } from '../../data/hooks.js';
import {
  CommandsDocument,
  ReserveNowDocument,
  StartSessionDocument,
  StopSessionDocument,
  UnlockConnectorDocument,
} from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormField, type FormValues } from '../../ui/form-dialog.js';
import { Menu, MenuItem } from '../../ui/overlay.js';
import { targetOf, type Target } from './command.rules.js';

const kinds = ['START_SESSION', 'STOP_SESSION', 'RESERVE_NOW', 'UNLOCK_CONNECTOR'] as const;
type Kind = (typeof kinds)[number];

const fieldsOf: Record<Kind, readonly (Omit<FormField, 'label' | 'hint'> & { hasHint?: boolean })[]> = {
  START_SESSION: [
    { id: 'at', isRequired: true, placeholder: 'NL/ALF/LOC1/3256/1', hasHint: true },
    { id: 'token', isRequired: true, placeholder: 'DE/BET/012345678/RFID' },
    { id: 'reference' },
  ],
  STOP_SESSION: [{ id: 'session', isRequired: true, placeholder: 'NL/ALF/101' }],
  RESERVE_NOW: [
    { id: 'at', isRequired: true, placeholder: 'NL/ALF/LOC1/3256', hasHint: true },
    { id: 'token', isRequired: true, placeholder: 'DE/BET/012345678/RFID' },
    { id: 'until', isRequired: true, kind: 'datetime-local' },
  ],
  UNLOCK_CONNECTOR: [{ id: 'at', isRequired: true, placeholder: 'NL/ALF/LOC1/3256/1', hasHint: true }],
};

const after = [CommandsDocument];

export const Send = () => {
  const { t } = useTranslation('commands');
  const { isOperator } = useWho();
  const { search, set } = useSearch();
  const start = useChange(StartSessionDocument, after);
  const stop = useChange(StopSessionDocument, after);
  const reserve = useChange(ReserveNowDocument, after);
  const unlock = useChange(UnlockConnectorDocument, after);
  const kind = kinds.find((one) => one === search['send']);
  const close = { send: undefined, at: undefined, token: undefined, session: undefined };

  const targetIn = ({ at = '' }: FormValues): Target => {
    const target = targetOf(at);
    if (!target) throw new Error(t('send.noTarget', { at }));
    return target;
  };
  const send: Record<Kind, (values: FormValues) => Promise<string>> = {
    START_SESSION: async (values) => {
      const { token = '', reference } = values;
      const input = {
        ...targetIn(values),
        token,
        ...(reference !== undefined && { authorizationReference: reference }),
      };
      return (await start.run({ input })).startSession.id;
    },
    STOP_SESSION: async ({ session = '' }) => (await stop.run({ input: { session } })).stopSession.id,
    RESERVE_NOW: async (values) => {
      const { cpo, locationId, evseUid } = targetIn(values);
      const { token = '', until = '' } = values;
      const expiryDate = new Date(until).toISOString();
      const input = { cpo, locationId, ...(evseUid !== undefined && { evseUid }), token, expiryDate };
      return (await reserve.run({ input })).reserveNow.id;
    },
    UNLOCK_CONNECTOR: async (values) => {
      const { evseUid, connectorId, ...target } = targetIn(values);
      if (evseUid === undefined || connectorId === undefined) throw new Error(t('send.noConnector'));
      return (await unlock.run({ input: { ...target, evseUid, connectorId } })).unlockConnector.id;
    },
  };

  if (!isOperator) return null;
  return (
    <>
      <Menu trigger={<Button tone="accent">{t('send.button')}</Button>}>
        {kinds.map((one) => (
          <MenuItem key={one} onSelect={() => set({ send: one })}>
            {t(`kinds.${one}`)}
          </MenuItem>
        ))}
      </Menu>
      {kind && (
        <FormDialog
          title={t(`kinds.${kind}`)}
          about={t(`send.about.${kind}`)}
          submit={t('send.submit')}
          initial={Object.fromEntries(
            ['at', 'token', 'session'].flatMap((id) => (search[id] === undefined ? [] : [[id, search[id]]])),
          )}
          fields={fieldsOf[kind].map(({ hasHint = false, ...field }) => ({
            ...field,
            label: t(`send.fields.${field.id}`),
            ...(hasHint && { hint: t(`send.hints.${field.id}`) }),
          }))}
          onSubmit={async (values) => {
            const id = await send[kind](values);
            set({ ...close, open: id }, true);
          }}
          onClose={() => set(close)}
        />
      )}
    </>
  );
};
