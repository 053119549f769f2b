/** Every page: its place, its key after `g`, who may see it, and the bundle it is in. */
import {
  Activity,
  ArrowLeftRight,
  BarChart3,
  CreditCard,
  FileText,
  KeyRound,
  Map,
  MapPin,
  Network,
  Receipt,
  Scale,
  Settings,
  TriangleAlert,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Person } from './who.js';

export interface Page {
  name: string;
  path: string;
  key: string;
  icon: LucideIcon;
  /** Leaves these roles out; the hub refuses them what the page would ask. */
  notFor?: readonly Person['role'][];
  load: () => Promise<{ default: ComponentType }>;
}

export const pages: readonly Page[] = [
  { name: 'now', path: '/', key: 'n', icon: Activity, load: () => import('../pages/now/now.page.js') },
  { name: 'map', path: '/map', key: 'm', icon: Map, load: () => import('../pages/map/map.page.js') },
  {
    name: 'locations',
    path: '/locations',
    key: 'l',
    icon: MapPin,
    load: () => import('../pages/locations/locations.page.js'),
  },
  {
    name: 'sessions',
    path: '/sessions',
    key: 's',
    icon: Zap,
    load: () => import('../pages/sessions/sessions.page.js'),
  },
  { name: 'cdrs', path: '/cdrs', key: 'c', icon: Receipt, load: () => import('../pages/cdrs/cdrs.page.js') },
  {
    name: 'tariffs',
    path: '/tariffs',
    key: 't',
    icon: FileText,
    load: () => import('../pages/tariffs/tariffs.page.js'),
  },
  {
    name: 'tokens',
    path: '/tokens',
    key: 'k',
    icon: KeyRound,
    load: () => import('../pages/tokens/tokens.page.js'),
  },
  {
    name: 'commands',
    path: '/commands',
    key: 'o',
    icon: CreditCard,
    load: () => import('../pages/commands/commands.page.js'),
  },
  {
    name: 'clearing',
    path: '/clearing',
    key: 'b',
    icon: Scale,
    load: () => import('../pages/clearing/clearing.page.js'),
  },
  {
    name: 'parties',
    path: '/parties',
    key: 'p',
    icon: Network,
    load: () => import('../pages/parties/parties.page.js'),
  },
  {
    name: 'exchanges',
    path: '/exchanges',
    key: 'x',
    icon: ArrowLeftRight,
    load: () => import('../pages/exchanges/exchanges.page.js'),
  },
  {
    name: 'problems',
    path: '/problems',
    key: 'r',
    icon: TriangleAlert,
    load: () => import('../pages/problems/problems.page.js'),
  },
  {
    name: 'analytics',
    path: '/analytics',
    key: 'a',
    icon: BarChart3,
    load: () => import('../pages/analytics/analytics.page.js'),
  },
  {
    name: 'settings',
    path: '/settings',
    key: 'e',
    icon: Settings,
    load: () => import('../pages/settings/settings.page.js'),
  },
];

export const pagesFor = (role: Person['role']): readonly Page[] =>
  role === 'HOST' ? [] : pages.filter(({ notFor = [] }) => !notFor.includes(role));
