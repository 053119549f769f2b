/** Client certificates in the graph: set and removed by operators, shown without their keys. */
import { requireOperator, requireSystem } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { ClientCertificate } from './client-certificate.entity.js';
import type { CallStyle, ClientCertificateStore } from './client-certificate.store.js';
import { nameOf } from './hub-policy.resolver.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { OverlongTexts, TrailingSlashes, type OverlongText, type TrailingSlash } from './quirks.js';

@InputType({ description: 'The certificate the hub is to show a platform.' })
export class ClientCertificateInput {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, {
    description: 'PEM: the certificate, followed by those between it and a root the partner trusts.',
  })
  declare certificate: string;

  @Field(() => String, {
    description:
      'PEM without a passphrase: the key of the certificate. It is kept encrypted and never shown.',
  })
  declare key: string;
}

@ObjectType({ description: 'How the hub makes requests to a platform.' })
export class PlatformCallStyle implements CallStyle {
  @Field(() => TrailingSlashes, { description: 'How URLs end.' })
  declare trailingSlash: TrailingSlash;

  @Field(() => OverlongTexts, { description: 'What becomes of texts that are too long.' })
  declare overlongTexts: OverlongText;

  @Field(() => String, {
    nullable: true,
    description: 'PEM of the client certificate, if it has one of its own.',
  })
  declare certificate: string | null;

  @Field(() => String, { nullable: true, description: 'PEM of its key, in the clear.' })
  declare key: string | null;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver(() => Platform)
export class ClientCertificateResolver {
  constructor(private readonly store: ClientCertificateStore) {}

  @Mutation(() => Platform, {
    description:
      'Sets the certificate the hub shows a platform when it calls it, in place of the one of the whole hub. For operators.',
  })
  setPlatformClientCertificate(
    @Arg('input', () => ClientCertificateInput, { description: 'Platform, certificate and key.' })
    input: ClientCertificateInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.set(input, nameOf(caller));
  }

  @Mutation(() => Platform, {
    description:
      'Removes the certificate of a platform; the hub shows it the one of the whole hub again, or none. For operators.',
  })
  removePlatformClientCertificate(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.remove(platformId);
  }

  @Query(() => PlatformCallStyle, {
    nullable: true,
    description: 'How to make requests to a platform; null when there is none. For the hub itself.',
  })
  platformCallStyle(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<CallStyle | null> {
    requireSystem(caller);
    return this.store.callStyle(id);
  }

  @FieldResolver(() => ClientCertificate, {
    nullable: true,
    description: 'The certificate the hub shows it, if it has one of its own; its key is never shown.',
  })
  async clientCertificate(
    @Root() { id }: Platform,
    @Ctx() context: PartiesContext,
  ): Promise<ClientCertificate | null> {
    return (await context.clientCertificate.load(id)) ?? null;
  }
}
