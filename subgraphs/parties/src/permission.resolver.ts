/** Whether a message may pass, for whoever carries it (E25, E26, RTE-033). For the hub itself. */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Query, registerEnumType, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import type { Passage } from './permission.rules.js';
import type { Permissions } from './permission.store.js';

const PassageEnum = {
  ALLOWED: 'ALLOWED',
  PLANNED: 'PLANNED',
  HIDDEN: 'HIDDEN',
  FORBIDDEN_MODULE: 'FORBIDDEN_MODULE',
} as const satisfies { [P in Passage]: P };

registerEnumType(PassageEnum, {
  name: 'Passage',
  description: 'What becomes of a message from one party to another.',
  valuesConfig: {
    ALLOWED: { description: 'It may pass.' },
    PLANNED: { description: 'Nothing may pass, but the sender knows of the receiver: status code 4003.' },
    HIDDEN: { description: 'Nothing may pass, and the receiver is unknown to the sender: status code 4001.' },
    FORBIDDEN_MODULE: { description: 'The two exchange other modules, but not this one.' },
  },
});

@Resolver()
export class PermissionResolver {
  constructor(private readonly permissions: Permissions) {}

  @Query(() => PassageEnum, {
    description:
      'May messages of a module pass from one party to another? Where nothing passes by itself, a party nobody has registered is HIDDEN. For the hub itself.',
  })
  async passage(
    @Arg('from', () => ID, { description: 'The sender, such as `NL/TNM`; compared without regard to case.' })
    from: string,
    @Arg('to', () => ID, { description: 'The receiver, such as `DE/EMP`.' }) to: string,
    @Arg('module', () => String, { description: 'The OCPI module, such as `locations`.' }) module: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Passage> {
    requireSystem(caller);
    return (await this.permissions.snapshot()).passage(from, to, module);
  }
}
