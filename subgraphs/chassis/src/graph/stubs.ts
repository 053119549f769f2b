/**
 * Names of entities another subgraph owns: all we know of them here is their ref. Reading any other field makes the
 * gateway fetch it from the owner, which answers null when it is not there or not to be seen.
 */
import { Directive, Field, ID, ObjectType, type ClassType } from 'type-graphql';

export interface Stub {
  ref: string;
}

/** A stub with fields of this subgraph's own is a class of its own; this one only points. */
export const stub = (name: string, description: string): ClassType<Stub> => {
  class Entity {
    declare ref: string;
  }
  Object.defineProperty(Entity, 'name', { value: name });
  Field(() => ID)(Entity.prototype, 'ref');
  Directive('@key(fields: "ref", resolvable: false)')(Entity);
  ObjectType(name, { description })(Entity);
  return Entity;
};

export const PartyStub = stub('Party', 'A market party: a company in a country, in one or several roles.');
export const TariffStub = stub('Tariff', 'What a charge costs, as its CPO declared it.');
export const LocationStub = stub('Location', 'A place to charge.');
export const EvseStub = stub('Evse', 'The part of a charging station that serves one vehicle at a time.');
export const ConnectorStub = stub('Connector', 'A socket or cable of an EVSE.');
