/** The pages begin here. */
import { ApolloProvider } from '@apollo/client/react';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pages } from './app/pages.js';
import { router } from './app/router.js';
import { startShortcuts } from './app/shortcuts.js';
import { WhoScope } from './app/who.js';
import { client, documentOf } from './data/client.js';
import { MeDocument } from './graph/index.js';
import './style.css';
import { TooltipScope } from './ui/overlay.js';
import { startLanguages } from './words/language.js';

const start = async () => {
  ahead();
  await startLanguages();
  startShortcuts();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element #root.');
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <TooltipScope delayDuration={300}>
          <WhoScope>
            <RouterProvider router={router} />
          </WhoScope>
        </TooltipScope>
      </ApolloProvider>
    </StrictMode>,
  );
};

/** Who it is and the page are fetched while the rest begins; what fails here is asked for, and told, again. */
const ahead = () => {
  void client.query({ query: documentOf(MeDocument) }).catch(() => undefined);
  void pages
    .find(({ path }) => path === location.pathname)
    ?.load()
    .catch(() => undefined);
};

void start();
