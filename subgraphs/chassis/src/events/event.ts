/** Something that happened to an object and is committed. Past tense: `session.updated`, `tariff.removed`. */
export interface DomainEvent<D = unknown> {
  /** Position in the subgraph's outbox; a decimal string, because it may outgrow a double. */
  id: string;
  topic: string;
  /** Folded ref of the object. */
  ref: string;
  addressee: string;
  /** Folded ref of the owning party, '' for records of our own. */
  owner: string;
  /** The object as it was stored; undefined when it is gone. */
  document: D | undefined;
  /** What a record's event says beyond its ref; of a document what changed in its tracked column. */
  detail?: unknown;
}
