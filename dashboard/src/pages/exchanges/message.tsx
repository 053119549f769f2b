/** One direction of an exchange: its headers and its body, with what was wrong with it where it was. */
import { useTranslation } from 'react-i18next';
import type { ExchangeQuery } from '../../graph/index.js';
import { PlainTable } from '../../ui/plain-table.js';
import { RawDocument } from '../../ui/raw-document.js';
import { number } from '../../words/format.js';
import { bodyIn, headersOf } from './body.rules.js';
import './words.js';

type Exchange = NonNullable<ExchangeQuery['exchange']>;

interface MessageProps {
  message: Exchange['request'];
  /** Of a request that was refused for them; an answer has none. */
  violations?: Exchange['violations'];
}

export const Message = ({ message, violations = [] }: MessageProps) => {
  const { t } = useTranslation('exchanges');
  const headers = headersOf(message.headers);
  return (
    <div className="grid grid-cols-1 gap-4">
      <section aria-label={t('message.body')}>
        <h3 className="mb-1 font-semibold">
          {t('message.body')}
          <span className="text-faint ml-2 font-normal">
            {t('message.bytes', { count: message.bytes, shown: number(message.bytes) })}
          </span>
        </h3>
        {message.state !== 'KEPT' && (
          <p className="text-soft mb-2 text-sm">{t(`message.states.${message.state}`)}</p>
        )}
        <BodyText text={message.body} violations={violations} />
      </section>
      <section aria-label={t('message.headers')}>
        <h3 className="mb-1 font-semibold">{t('message.headers')}</h3>
        {headers.length === 0 ? (
          <p className="text-faint">{t('message.noHeaders')}</p>
        ) : (
          <PlainTable
            label={t('message.headers')}
            rows={headers}
            keyOf={([name]) => name}
            columns={[
              {
                id: 'name',
                title: t('message.name'),
                isHead: true,
                cell: ([name]) => <span className="font-mono text-sm whitespace-nowrap">{name}</span>,
              },
              {
                id: 'value',
                title: t('message.value'),
                cell: ([, value]) => <span className="font-mono text-sm wrap-anywhere">{value}</span>,
              },
            ]}
          />
        )}
      </section>
    </div>
  );
};

const BodyText = ({
  text,
  violations,
}: {
  text: string | null | undefined;
  violations: Exchange['violations'];
}) => {
  const { t } = useTranslation('exchanges');
  const body = bodyIn(text);
  switch (body.kind) {
    case 'json':
      return <RawDocument document={body.value} violations={violations} isUnchecked />;
    case 'text':
      return (
        <pre
          role="region"
          tabIndex={0}
          aria-label={t('message.body')}
          className="bg-raised overflow-x-auto rounded-md border p-3 font-mono text-sm whitespace-pre-wrap"
        >
          {body.text}
        </pre>
      );
    case 'none':
      return null;
    default:
      return body satisfies never;
  }
};
