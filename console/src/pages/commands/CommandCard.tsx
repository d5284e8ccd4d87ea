import { useMutation } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Badge, ErrorNote, Fact, Facts } from '../../ui/parts.tsx';
import { say } from '../../ui/Toasts.tsx';
import { KIND_NAMES, OPTION_TYPES, settable, shown, type Command, type Option } from './model.ts';
import { within, type Place } from './reads.ts';

const PLACES = { guild: 'guilds', bot_dm: 'direct messages with the bot', private_channel: 'other direct messages', unknown: 'unknown' } as const;
const INSTALLS = { guild_install: 'a guild', user_install: 'a user', unknown: 'unknown' } as const;

export interface CommandCardProps {
  command: Command;
  place: Place;
  /** Whether there is a global one of its name too. */
  twice: boolean;
  onChange: () => void;
}

export function CommandCard({ command, place, twice, onChange }: CommandCardProps) {
  const [deleting, setDeleting] = useState(false);
  const name = shown(command);
  return (
    <li>
      <details className="command-card">
        <summary>
          <span className="command-name">{name}</span>
          <span className="command-description">{command.description}</span>
          <span className="row">
            {command.type !== 'chat_input' && <Badge tone="accent">{KIND_NAMES[command.type]}</Badge>}
            {command.nsfw === true && <Badge tone="warn">age-restricted</Badge>}
            {twice && <Badge tone="danger">also global</Badge>}
          </span>
        </summary>
        <div className="stack command-body">
          {command.options !== undefined && command.options.length > 0 && <Options options={command.options} label={`Options of ${name}`} />}
          <Facts>
            <Fact name="Who may use it at first">{who(command)}</Fact>
            <Fact name="Where">{command.contexts?.map((one) => PLACES[one]).join(', ') ?? 'wherever it is installed'}</Fact>
            <Fact name="Installed for">{command.integrationTypes?.map((one) => INSTALLS[one]).join(', ') ?? 'a guild'}</Fact>
            {hasEntries(command.nameLocalizations) && <Fact name="Name in other languages">{localized(command.nameLocalizations)}</Fact>}
            {hasEntries(command.descriptionLocalizations) && <Fact name="Description in other languages">{localized(command.descriptionLocalizations)}</Fact>}
            <Fact name="Id">
              <code>{command.id}</code>
            </Fact>
          </Facts>
          <div className="row">
            <Button small icon={Pencil} onClick={onChange}>
              Change
            </Button>
            <CopyButton label="Copy as JSON" text={() => JSON.stringify(settable(command), null, 2)} />
            <CopyButton label="Copy mention" text={`<${name}:${command.id}>`} />
            <Button small look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
              Delete
            </Button>
          </div>
        </div>
      </details>
      {deleting && <Delete command={command} place={place} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function who(command: Command): string {
  const needed = command.defaultMemberPermissions;
  if (needed === null || needed === undefined) {
    return 'everyone';
  }
  return needed.length === 0 ? 'administrators alone' : `members with ${needed.join(', ')}`;
}

function hasEntries(texts: Record<string, string> | null | undefined): texts is Record<string, string> {
  return texts !== null && texts !== undefined && Object.keys(texts).length > 0;
}

function localized(texts: Record<string, string>): string {
  return Object.entries(texts)
    .map(([language, text]) => `${language}: ${text}`)
    .join(', ');
}

function Options({ options, label }: { options: readonly Option[]; label?: string }) {
  return (
    <ul className="command-options" aria-label={label}>
      {options.map((option) => (
        <li key={option.name}>
          <div className="row">
            <code>{option.name}</code>
            <Badge>{OPTION_TYPES.find(([type]) => type === option.type)?.[1] ?? `type ${option.type}`}</Badge>
            {option.required === true && <Badge tone="warn">required</Badge>}
            {option.autocomplete === true && <Badge tone="accent">autocomplete</Badge>}
            <span className="muted">{option.description}</span>
          </div>
          {option.choices !== undefined && option.choices !== null && option.choices.length > 0 && (
            <p className="small muted">Choices: {option.choices.map((choice) => choice.name).join(', ')}</p>
          )}
          {option.options !== undefined && option.options !== null && option.options.length > 0 && <Options options={option.options} />}
        </li>
      ))}
    </ul>
  );
}

export function Delete({ command, place, onClose }: { command: Command; place: Place; onClose: () => void }) {
  const api = useApi();
  const reread = useReread();
  const remove = useMutation({
    mutationFn: () => data(api.DELETE('/api/commands/{commandId}', { params: { path: { commandId: command.id }, query: within(place) } })),
    onSuccess: async () => {
      say(`${shown(command)} is deleted`);
      onClose();
      await reread('commands');
    },
  });
  return (
    <Confirm open title={`Delete ${shown(command)}?`} act="Delete command" busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={onClose}>
      <div className="stack">
        <p>
          {place === null ? 'It goes from every guild.' : 'It goes from this guild.'} Settings of guilds for it are lost: created again, it is a new command. Discord allows 200 new ones a day
          and guild.
        </p>
        {remove.isError && <ErrorNote error={remove.error} />}
      </div>
    </Confirm>
  );
}
