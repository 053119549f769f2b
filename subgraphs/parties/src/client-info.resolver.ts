/** HubClientInfo for the adapter's GET (HCI-003). */
import { documentPageType, documentScalar, DocumentWindow, type DocumentPage } from '@chargesphere/chassis';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { ClientInfoStore } from './client-info.store.js';
import { knownPrincipal, type PartiesContext } from './parties.context.js';

export const ClientInfoDocument = documentScalar(
  'ClientInfoDocument',
  'An OCPI ClientInfo object in OCPI spelling: the connection state of one party in one role.',
);

const ClientInfoDocumentPage = documentPageType('ClientInfoDocumentPage', ClientInfoDocument);

@Resolver()
export class ClientInfoResolver {
  constructor(private readonly store: ClientInfoStore) {}

  @Query(() => ClientInfoDocumentPage, {
    description:
      'The connection state of the parties you can have business with, without your own (HCI-003, HCI-008, HCI-012).',
  })
  clientInfos(
    @Arg('window', () => DocumentWindow, {
      description: 'Which documents, by the time their status last changed.',
    })
    window: DocumentWindow,
    @Ctx() { caller }: PartiesContext,
  ): Promise<DocumentPage> {
    return this.store.window(knownPrincipal(caller), window);
  }
}
