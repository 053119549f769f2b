/** Arguments that mean the same wherever they stand, described once. */

export const argument = {
  ref: { description: 'The ref of the object, for example NL/TNM/101; upper and lower case are the same.' },
  filter: { nullable: true, description: 'Which of them; left out, all that may be seen.' },
  page: { nullable: true, description: 'Which part of the list; left out, its first 20 items.' },
  window: { description: 'Which part of the list, as OCPI pages it.' },
  document: { description: 'The whole document, as its owner wrote it.' },
  patch: { description: 'What changes, with a `last_updated`.' },
  copyOf: {
    nullable: true,
    description: 'Ref of the party whose copy is meant; left out, the document that is for everybody.',
  },
} as const;

/** What the types that operations begin with are for; said by every subgraph, shown once. */
export const rootDescriptions: Readonly<Record<string, string>> = {
  Query: 'What can be read. Lists come in pages; what is not there, or not for the caller to see, is null.',
  Mutation: 'What can be changed. What operators and partners change is on record in the audit trail.',
  Subscription: 'What can be watched: each event as it happens, with everything around it, over WebSocket.',
};
