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
  type ClassType,
} from 'type-graphql';
import type { DocumentStore } from '../store/document-store.js';
import {
  DAY_HOURS,
  keptViolations,
  violationCounts,
  type KeptViolation,
  type ViolationCount,
} from '../store/document-violations.js';
import { recordLoader, type RecordLoader } from '../store/loader.js';
import { DateTime } from './scalars.js';
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

  @Field(() => String, { description: 'One of the sentences that say what is needed.' })
  declare message: string;

  @Field(() => String, {
    nullable: true,
    description: 'The requirement that is violated, such as SES-016; null when it is not known.',
  })
  declare requirement: string | null;

  @Field(() => ID, { description: 'Ref of the document stored last that has it, in upper case.' })
  declare example: string;

  @Field(() => DateTime, {
    description: 'When the one of these documents was stored that was not stored again for the longest time.',
  })
  declare firstSeen: Date;

  @Field(() => DateTime, { description: 'When the last of these documents was stored.' })
  declare lastSeen: Date;

  @Field(() => [Int], {
    description: `Documents that have it by the hour they were stored in, of the last ${DAY_HOURS} hours, the oldest first.`,
  })
  declare lastDay: number[];
}

interface Context {
  caller: Caller;
}

/** `invoice-reconciliation` is no name in the graph. */
const camelCase = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

type ViolationResolverClass = new (store: DocumentStore<object>) => object;

/** One of each type for the process: type-graphql keeps every class it has seen for good, with all that it can reach. */
const classes = new Map<object, ViolationResolverClass>();

/** The resolver of the field `violations` of a document's type, and of the query that counts them. */
export const violationResolver = <D extends object>(type: TableType<D>, store: DocumentStore<D>): object => {
  const known = classes.get(type.cls) ?? violationResolverClass(type, store.kind.name);
  classes.set(type.cls, known);
  return new known(store as unknown as DocumentStore<object>);
};

const violationResolverClass = (
  { cls, name }: { cls: ClassType; name: string },
  kind: string,
): ViolationResolverClass => {
  @Resolver(() => cls)
  class ViolationResolver {
    /** Many documents of one answer are asked for together. */
    readonly #loaders = new WeakMap<Context, RecordLoader<KeptViolation[]>>();

    constructor(private readonly store: DocumentStore<object>) {}

    @FieldResolver(() => [ViolationType], {
      description: 'What was wrong with it when it was stored, and did not keep it from being accepted.',
    })
    violations(@Root() document: object, @Ctx() context: Context): Promise<KeptViolation[]> {
      return this.#loaderOf(context).load(foldRef(this.store.kind.refOf(document)));
    }

    @Query(() => [ViolationCountType], {
      name: `${camelCase(kind)}Violations`,
      description: `Violations among the ${name}s of your parties, or of everybody for operators; the most frequent first.`,
    })
    counts(@Ctx() { caller }: Context): Promise<ViolationCount[]> {
      return violationCounts(this.store, caller);
    }

    #loaderOf(context: Context): RecordLoader<KeptViolation[]> {
      let loader = this.#loaders.get(context);
      if (!loader) {
        loader = recordLoader((refs) => keptViolations(this.store, context.caller, refs));
        this.#loaders.set(context, loader);
      }
      return loader;
    }
  }
  return ViolationResolver;
};
