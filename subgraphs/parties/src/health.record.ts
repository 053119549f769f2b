/** What is known of a platform's health, as the graph shows it. */
import { DateTime } from '@chargesphere/chassis';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const circuitStates = ['CLOSED', 'OPEN'] as const;
export type CircuitState = (typeof circuitStates)[number];

export const CircuitStateEnum = { CLOSED: 'CLOSED', OPEN: 'OPEN' } as const satisfies {
  [S in CircuitState]: S;
};
registerEnumType(CircuitStateEnum, {
  name: 'CircuitState',
  description: 'Whether the hub sends messages to a platform at all.',
  valuesConfig: {
    CLOSED: { description: 'Messages are sent.' },
    OPEN: {
      description:
        'It left several messages in a row without an answer: senders get 4003 at once until it answers a probe.',
    },
  },
});

@ObjectType({
  description: 'Whether the hub sends messages to a platform, or spares it and those who wait for it.',
})
export class Circuit {
  @Field(() => CircuitStateEnum, { description: 'Whether messages are sent to it.' })
  declare state: CircuitState;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is OPEN; null while it is CLOSED.' })
  declare openSince: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was last opened; null when it never was.' })
  declare reason: string | null;
}

@ObjectType({
  description: 'What a GET versions of the hub brought, sent to see whether a platform is there (HCI-020).',
})
export class Probe {
  @Field(() => DateTime, { description: 'When it was answered, or given up.' })
  declare at: Date;

  @Field(() => Boolean, { description: 'Was there a good answer: HTTP 200, with an OCPI envelope?' })
  declare ok: boolean;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null without one.' })
  declare http: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, in one sentence; null when it did not.',
  })
  declare reason: string | null;

  @Field(() => Int, { description: 'How long it took, milliseconds.' })
  declare ms: number;
}

/** A row of parties.health, as far as it is shown. */
export interface Health {
  platformId: string;
  heardAt: Date | null;
  offlineSince: Date | null;
  probedAt: Date | null;
  probeOk: boolean | null;
  probeHttp: number | null;
  probeReason: string | null;
  probeMs: number | null;
  circuitOpenedAt: Date | null;
  circuitReason: string | null;
}
