/** Addresses: each page has one, and what is filtered, chosen and open stands in it, so that a link shows the same. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { graphErrorOf } from '../data/hooks.js';
import { GraphError } from '../graph/index.js';
import { Failure, Loading } from '../list/told.js';
import { pages } from './pages.js';
import { Shell } from './shell.js';

/** One text for each name; several values of one filter stand in it with commas between. */
export type Search = Record<string, string>;

const NotFound = () => {
  const { t } = useTranslation();
  return <p className="p-6">{t('unknownPage')}</p>;
};

const Broken = ({ error, reset }: ErrorComponentProps) => {
  const { t } = useTranslation();
  const told = new GraphError(`${t('broken')} ${graphErrorOf(error)?.message ?? ''}`, 'INTERNAL', {
    http: 0,
    requestId: null,
    faults: [],
    data: undefined,
  });
  return <Failure error={told} onAgain={async () => reset()} />;
};

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): Search =>
    Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])),
});

const routes = pages.map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    // Refs and lists stay readable in the address.
    return text === '' ? '' : `?${text.replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':')}`;
  },
});
