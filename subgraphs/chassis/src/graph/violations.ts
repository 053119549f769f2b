/** Violations in the graph: on each document, and counted per party (TYPE-011). */
import {
  foldRef,
  violationCodes,
  type Caller,
  type ViolationCode as ViolationCodeName,
} from '@chargesphere/schema';
import {
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { DocumentStore } from '../store/document-store.js';
import {
  keptViolations,
  violationCounts,
  type KeptViolation,
  type ViolationCount,
} from '../store/document-violations.js';
import { recordLoader, type RecordLoader } from '../store/loader.js';
import type { TableType } from './table-types.js';

const ViolationCode = Object.fromEntries(violationCodes.map((code) => [code, code]));
registerEnumType(ViolationCode, {
  name: 'ViolationCode',
  description: 'Which kind of rule is violated.',
  valuesConfig: {
    MISSING: { description: 'A required field is absent or null.' },
    WRONG_TYPE: { description: 'A value is of another type.' },
    EMPTY_LIST: { description: 'A list is empty that needs an entry.' },
    TOO_LONG: { description: 'A text is longer than its field allows.' },
    TOO_SHORT: { description: 'A key is empty.' },
    NOT_IN_ENUM: { description: 'A value is not one of those the enum has.' },
    BAD_FORMAT: { description: 'A time, date, coordinate or URL is not written as one.' },
    NOT_PRINTABLE: { description: 'A text has control characters or line breaks.' },
    TOO_MANY_DECIMALS: { description: 'A number has more decimals than its field allows.' },
    OUT_OF_RANGE: { description: 'A number is beyond its limits.' },
    RULE: { description: 'A rule over several fields does not hold; the message names it.' },
    TOO_MANY: { description: 'More is wrong than is worth listing; the list ends here.' },
  } satisfies Record<ViolationCodeName, { description: string }>,
});

const POINTER = 'JSON Pointer (RFC 6901) to the value; empty for the whole document.';

@Directive('@shareable')
@ObjectType('Violation', { description: 'What is wrong with a document that was accepted all the same.' })
class ViolationType {
  @Field(() => String, { description: POINTER })
  declare pointer: string;

  @Field(() => ViolationCode, { description: 'Which kind of rule is violated.' })
  declare code: string;

  @Field(() => String, { description: 'One sentence that says what is needed.' })
  declare message: string;
}

@Directive('@shareable')
@ObjectType('ViolationCount', { description: 'How many documents of a party violate one rule in one place.' })
class ViolationCountType {
  @Field(() => ID, { description: 'Ref of the party that owns them, in upper case.' })
  declare party: string;

  @Field(() => ViolationCode, { description: 'Which kind of rule is violated.' })
  declare code: string;

  @Field(() => String, { description: 'JSON Pointer with * for positions in lists, such as /evses/*/uid.' })
  declare pointer: string;

  @Field(() => Int, { description: 'Documents, each counted once.' })
  declare count: number;
}

interface Context {
  caller: Caller;
}

/** `invoice-reconciliation` is no name in the graph. */
const camelCase = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The resolver of the field `violations` of a document's type, and of the query that counts them. */
export const violationResolver = <D extends object>(type: TableType<D>, store: DocumentStore<D>): object => {
  /** Many documents of one answer are asked for together. */
  const loaders = new WeakMap<Context, RecordLoader<KeptViolation[]>>();
  const loaderOf = (context: Context): RecordLoader<KeptViolation[]> => {
    let loader = loaders.get(context);
    if (!loader) {
      loader = recordLoader((refs) => keptViolations(store, context.caller, refs));
      loaders.set(context, loader);
    }
    return loader;
  };

  @Resolver(() => type.cls)
  class ViolationResolver {
    @FieldResolver(() => [ViolationType], {
      description: 'What was wrong with it when it was stored, and did not keep it from being accepted.',
    })
    violations(@Root() document: D, @Ctx() context: Context): Promise<KeptViolation[]> {
      return loaderOf(context).load(foldRef(store.kind.refOf(document)));
    }

    @Query(() => [ViolationCountType], {
      name: `${camelCase(store.kind.name)}Violations`,
      description: `Violations among the ${type.name}s of your parties, or of everybody for operators; the most frequent first.`,
    })
    counts(@Ctx() { caller }: Context): Promise<ViolationCount[]> {
      return violationCounts(store, caller);
    }
  }
  return new ViolationResolver();
};
