/** What every push of a document answers. */
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { PutOutcome, PutResult as Result } from '../store/document-writer.js';

export const PutOutcomes = { CREATED: 'CREATED', REPLACED: 'REPLACED', OLDER: 'OLDER' } as const;

registerEnumType(PutOutcomes, {
  name: 'PutOutcome',
  description: 'What became of a document that was pushed.',
  valuesConfig: {
    CREATED: { description: 'It was new.' },
    REPLACED: { description: 'It took the place of what was stored.' },
    OLDER: { description: 'A newer version is stored already, by `last_updated`; nothing changed.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'What became of a document that was pushed.' })
export class PutResult implements Result {
  @Field(() => ID, { description: 'The ref of the object, as its owner spells it.' })
  declare ref: string;

  @Field(() => PutOutcomes, { description: 'What became of it.' })
  declare outcome: PutOutcome;
}
