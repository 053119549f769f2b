/** The pages begin here. */
import { ApolloProvider } from '@apollo/client/react';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './app/router.js';
import { startShortcuts } from './app/shortcuts.js';
import { WhoScope } from './app/who.js';
import { client } from './data/client.js';
import './style.css';
import { TooltipScope } from './ui/overlay.js';
import { startLanguages } from './words/language.js';

const start = async () => {
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

void start();
