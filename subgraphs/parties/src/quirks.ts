/** What the hub does differently for a partner whose software is a little wrong; the names of it in the graph. */
import { registerEnumType } from 'type-graphql';

export const TrailingSlashes = { KEEP: 'KEEP', ALWAYS: 'ALWAYS', NEVER: 'NEVER' } as const;
export type TrailingSlash = keyof typeof TrailingSlashes;

registerEnumType(TrailingSlashes, {
  name: 'TrailingSlash',
  description:
    'How URLs end that the hub makes from an endpoint of a partner. URLs that a partner gives out, such as links and response URLs, are called as they are.',
  valuesConfig: {
    KEEP: { description: 'As the endpoint and the ids of the object make it (TRN-103).' },
    ALWAYS: { description: 'With a slash.' },
    NEVER: { description: 'Without a slash.' },
  },
});

export const OverlongTexts = { KEEP: 'KEEP', TRUNCATE: 'TRUNCATE' } as const;
export type OverlongText = keyof typeof OverlongTexts;

registerEnumType(OverlongTexts, {
  name: 'OverlongTexts',
  description: 'What becomes of texts longer than the specification allows, when they are sent to a partner.',
  valuesConfig: {
    KEEP: { description: 'They are sent as they came (TYPE-011).' },
    TRUNCATE: { description: 'They are cut to what is allowed. Ids, references and URLs never are.' },
  },
});
