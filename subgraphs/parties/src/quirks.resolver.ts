/**
 * What the hub puts up with from a platform, and what it writes differently for it (TRN-003, TRN-007, TRN-103,
 * AMB-001, AMB-010): one partner's software at a time, set by operators.
 */
import { requireOperator } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { OutboundToken } from './credentials.entity.js';
import type { Ground } from './ground.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { lockPlatform } from './platform.store.js';
import { OverlongTexts, TrailingSlashes, type OverlongText, type TrailingSlash } from './quirks.js';

@InputType({ description: 'What to do differently for a platform; what is left out stays as it is.' })
export class PlatformQuirksInput {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Take its token also with a newline at the end, as examples in the specification have it (TRN-007).',
  })
  declare tolerateNewline?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Send it our token in Base64, as OCPI says; false for software that wants it as it is (TRN-005). The next handshake finds out anew.',
  })
  declare base64Token?: boolean | null;

  @Field(() => TrailingSlashes, { nullable: true, description: 'How URLs to it end.' })
  declare trailingSlash?: TrailingSlash | null;

  @Field(() => OverlongTexts, { nullable: true, description: 'What becomes of over-long texts to it.' })
  declare overlongTexts?: OverlongText | null;
}

@Resolver()
export class QuirksResolver {
  constructor(private readonly ground: Pick<Ground, 'write'>) {}

  @Mutation(() => Platform, {
    description:
      'Sets what the hub puts up with from a platform and writes differently for it, from the next request on. For operators.',
  })
  setPlatformQuirks(
    @Arg('input', () => PlatformQuirksInput, { description: 'The platform, and what to do differently.' })
    input: PlatformQuirksInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    const { platformId, tolerateNewline, base64Token, trailingSlash, overlongTexts } = input;
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      platform.tolerateNewline = tolerateNewline ?? platform.tolerateNewline;
      platform.trailingSlash = trailingSlash ?? platform.trailingSlash;
      platform.overlongTexts = overlongTexts ?? platform.overlongTexts;
      const isAsked = typeof base64Token === 'boolean';
      const token = isAsked ? await em.findOne(OutboundToken, { platform: platform.id }) : undefined;
      if (token && isAsked) token.base64 = base64Token;
      if (token === null)
        throw new Problem('CONFLICT', `The hub has no token for ${platform.name} yet; connect to it first.`);
      // The adapter forgets what it knows of the platform, so that it holds at once.
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }
}
