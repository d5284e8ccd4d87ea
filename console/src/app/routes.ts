import {
  Activity,
  Anchor,
  Building2,
  Gauge,
  HeartPulse,
  KeyRound,
  ListTree,
  MessagesSquare,
  MousePointerClick,
  Network,
  PencilRuler,
  ScrollText,
  Send,
  Server,
  ShieldCheck,
  SquareSlash,
  Ticket,
  Users,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export interface PageRoute {
  /** The last part of its path. */
  name: string;
  title: string;
  icon: LucideIcon;
  /** What one does there, for the command palette. */
  words: string;
  Page: LazyExoticComponent<ComponentType>;
}

type Module = { default: ComponentType };

function route(name: string, title: string, icon: LucideIcon, words: string, load: () => Promise<Module>): PageRoute {
  return { name, title, icon, words, Page: lazy(load) };
}

/** The pages of a bot, in the order of the navigation. */
export const BOT_PAGES: readonly PageRoute[] = [
  route('overview', 'Overview', Gauge, 'state health doctor shards latency budgets', () => import('../pages/overview/index.tsx')),
  route('events', 'Live events', Activity, 'tail stream log gateway', () => import('../pages/events/index.tsx')),
  route('messages', 'Messages', MessagesSquare, 'guilds channels threads chat read', () => import('../pages/messages/index.tsx')),
  route('composer', 'Composer', PencilRuler, 'write send embed components poll', () => import('../pages/composer/index.tsx')),
  route('members', 'Members', Users, 'people roles kick ban timeout moderation', () => import('../pages/members/index.tsx')),
  route('permissions', 'Permissions', ShieldCheck, 'why can not overwrites roles', () => import('../pages/permissions/index.tsx')),
  route('webhooks', 'Webhooks', Webhook, 'deliveries dead letters redeliver', () => import('../pages/webhooks/index.tsx')),
  route('commands', 'Commands', SquareSlash, 'slash application sync', () => import('../pages/commands/index.tsx')),
  route('interactions', 'Interactions', MousePointerClick, 'reply defer modal waiting', () => import('../pages/interactions/index.tsx')),
  route('sessions', 'Sessions', KeyRound, 'scopes narrow revoke audit', () => import('../pages/sessions/index.tsx')),
  route('requests', 'Requests', Send, 'inspector calls bucket rate limit replay', () => import('../pages/requests/index.tsx')),
];

/** The operator's pages. */
export const OPERATOR_PAGES: readonly PageRoute[] = [
  route('bots', 'Bots', Anchor, 'operator all bots drain disconnect', () => import('../pages/operator/bots.tsx')),
  route('sessions', 'Sessions', KeyRound, 'operator end sessions', () => import('../pages/operator/sessions.tsx')),
  route('webhooks', 'Webhooks', Webhook, 'operator disable webhooks', () => import('../pages/operator/webhooks.tsx')),
  route('tenants', 'Tenants', Building2, 'operator quotas usage', () => import('../pages/operator/tenants.tsx')),
  route('applications', 'Applications', ListTree, 'operator listed bots', () => import('../pages/operator/applications.tsx')),
  route('invitations', 'Invitations', Ticket, 'operator invite', () => import('../pages/operator/invitations.tsx')),
  route('limits', 'Limits', Network, 'operator bounds shares', () => import('../pages/operator/limits.tsx')),
  route('audit', 'Audit', ScrollText, 'operator who did what export', () => import('../pages/operator/audit.tsx')),
  route('doctor', 'Doctor', HeartPulse, 'operator examine token', () => import('../pages/operator/doctor.tsx')),
  route('server', 'Server', Server, 'operator log level keys support bundle rotation', () => import('../pages/operator/server.tsx')),
];

export const StartPage = lazy(() => import('../pages/start/index.tsx'));

export function botPath(botId: string, page = 'overview', query?: Record<string, string>): string {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return `/bots/${botId}/${page}${search}`;
}

export function operatorPath(page = 'bots'): string {
  return `/operator/${page}`;
}
