import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { Link } from 'wouter';
import { logout, type HeldBot } from '../../api/console.ts';
import { mediaUrl } from '../../api/media.ts';
import { botPath } from '../../app/routes.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Badge, Card, ErrorNote } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';

/** The bots that this browser is logged in as. */
export function HeldBots({ bots }: { bots: readonly HeldBot[] }) {
  const queries = useQueryClient();
  const leaving = useMutation({
    mutationFn: (botId: string) => logout(botId),
    onSuccess: (_, botId) => {
      queries.removeQueries({ queryKey: [botId] });
      return queries.invalidateQueries({ queryKey: ['console'] });
    },
  });
  return (
    <Card title="Your bots">
      {leaving.error !== null && <ErrorNote error={leaving.error} />}
      <ul className="start-bots" aria-label="Your bots">
        {bots.map((bot) => (
          <li key={bot.botId} className="start-bot">
            <Link href={botPath(bot.botId)} className="start-bot-link">
              <Avatar name={bot.name} src={mediaUrl(bot.avatarUrl, 128)} size={40} />
              <span className="start-bot-names">
                <strong>{bot.name}</strong>
                <span className="muted small mono">{bot.botId}</span>
              </span>
            </Link>
            <span className="start-bot-state">
              <Badge tone={bot.status === 'connected' ? 'ok' : 'warn'}>{bot.status.replaceAll('_', ' ')}</Badge>
              <span className="muted small">
                if unused, ends <Time at={bot.expiresAt} />
              </span>
            </span>
            <IconButton
              icon={LogOut}
              label={`Log ${bot.name} out`}
              busy={leaving.isPending && leaving.variables === bot.botId}
              onClick={() => leaving.mutate(bot.botId)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
