import { useQueryClient } from '@tanstack/react-query';
import { Anchor, ChevronsUpDown, LogOut, Plus } from 'lucide-react';
import { useLocation } from 'wouter';
import { OPERATOR } from '../api/client.ts';
import { logout, logoutAsOperator, useConsole } from '../api/console.ts';
import { mediaUrl } from '../api/media.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { say } from '../ui/Toasts.tsx';
import { botPath, operatorPath } from './routes.ts';
import './Switcher.css';

/** Whose pages are shown, and the way to the other bots that this browser is logged in as. */
export function Switcher({ identity, page }: { identity: string; page: string }) {
  const { data: state } = useConsole();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const bot = state?.bots.find((one) => one.botId === identity);
  const name = identity === OPERATOR ? 'Operator' : (bot?.name ?? identity);
  const leave = async () => {
    try {
      await (identity === OPERATOR ? logoutAsOperator() : logout(identity));
      queries.removeQueries({ queryKey: [identity] });
      await queries.invalidateQueries({ queryKey: ['console'] });
      go('/');
    } catch (failure) {
      say(failure instanceof Error ? failure.message : String(failure), 'danger');
    }
  };
  const others: MenuItem[] = (state?.bots ?? [])
    .filter((one) => one.botId !== identity)
    .map((one) => ({ label: one.name, hint: one.botId, onSelect: () => go(botPath(one.botId, identity === OPERATOR ? 'overview' : page)) }));
  const operator: MenuItem[] =
    identity !== OPERATOR && state?.operator.loggedIn === true ? [{ label: 'Operator', icon: Anchor, onSelect: () => go(operatorPath()) }] : [];
  return (
    <div className="switcher">
      <Menu
        label={`${name}: switch bot`}
        items={[
          ...others,
          ...operator,
          { label: 'Log another bot in', icon: Plus, onSelect: () => go('/?add') },
          null,
          { label: `Log ${identity === OPERATOR ? 'the operator' : name} out`, icon: LogOut, onSelect: () => void leave() },
        ]}
      >
        <Avatar name={name} src={mediaUrl(bot?.avatarUrl, 64)} size={28} />
        <span className="switcher-name">{name}</span>
        <ChevronsUpDown aria-hidden size={15} />
      </Menu>
    </div>
  );
}
