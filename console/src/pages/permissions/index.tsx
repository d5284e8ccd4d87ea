import { useMemo } from 'react';
import { useAddress } from '../../app/address.ts';
import { useBotId, useRead } from '../../app/identity.tsx';
import { MemberSelect } from '../../app/MemberSelect.tsx';
import { ChannelIcon, guildOf, GuildSelect, useGuilds } from '../../app/places.tsx';
import { data } from '../../api/client.ts';
import { Combobox } from '../../ui/Combobox.tsx';
import { Card, Empty, ErrorNote, Loading, Note, PageHeader } from '../../ui/parts.tsx';
import { Answer } from './Answer.tsx';
import { Layers } from './Layers.tsx';
import { Matrix } from './Matrix.tsx';
import './permissions.css';
import { Target } from './Target.tsx';
import { permissionLabel, type Explained } from './words.ts';

/** Everything that is asked is in the address, so that the answer can be sent to somebody. */
export default function Page() {
  const bot = useBotId();
  const [address, change] = useAddress();
  const guilds = useGuilds();
  const guild = guildOf(guilds.data, address.get('guild'));
  const guildId = guild?.id ?? null;
  const channelId = address.get('channel');
  const userId = address.get('user');
  const targetId = address.get('target');
  const permission = address.get('permission');
  const explained = useRead(
    ['permissions', guildId, channelId, userId, targetId],
    (api, signal) =>
      data(
        api.GET('/api/permissions', {
          params: {
            query: {
              guildId: guildId ?? '',
              ...(channelId === null ? {} : { channelId }),
              ...(userId === null ? {} : { userId }),
              ...(targetId === null ? {} : { targetId }),
            },
          },
          signal,
        }),
      ),
    { enabled: guildId !== null },
  );
  const answer = explained.data;
  return (
    <>
      <PageHeader title="Permissions">Why can, or cannot, somebody do that there? Judged layer by layer, as Discord does it.</PageHeader>
      <Card>
        <div className="permissions-question">
          <GuildSelect value={guildId} onChange={(id) => change({ guild: id, channel: null, user: null, target: null })} />
          <PlaceSelect guildId={guildId} value={channelId} onChange={(id) => change({ channel: id })} />
          <MemberSelect
            label="Who"
            guildId={guildId}
            value={userId === bot ? null : userId}
            nobody="The bot itself"
            chosenName={answer?.user.id === userId ? answer?.user.displayName : undefined}
            onChange={(id) => change({ user: id })}
          />
          <PermissionSelect explained={answer} value={permission} onChange={(name) => change({ permission: name })} />
        </div>
      </Card>
      {guilds.error !== null && <ErrorNote error={guilds.error} onRetry={() => void guilds.refetch()} />}
      {guilds.data?.length === 0 && <Empty title="The bot is in no guild">Invite it to a guild; then you can ask what it may do there.</Empty>}
      {explained.error !== null && <ErrorNote error={explained.error} onRetry={() => void explained.refetch()} />}
      {explained.isLoading && <Loading what="Judging the permissions…" lines={5} />}
      {answer !== undefined && explained.error === null && (
        <>
          <Answer explained={answer} permission={permission} />
          {answer.conditions.map((condition) => (
            <Note key={condition} tone="warn">
              {condition.charAt(0).toUpperCase() + condition.slice(1)}.
            </Note>
          ))}
          <Card title="What decides, in this order">
            <Layers explained={answer} permission={permission} />
          </Card>
          <Card title="All permissions">
            <Matrix explained={answer} chosen={permission} onChoose={(name) => change({ permission: name })} />
          </Card>
          <Card title="May they moderate somebody?">
            <Target explained={answer} guildId={guildId} targetId={targetId} onChange={(id) => change({ target: id })} />
          </Card>
        </>
      )}
    </>
  );
}

/** Also channels that the bot cannot see: those are what one asks about. */
function PlaceSelect({ guildId, value, onChange }: { guildId: string | null; value: string | null; onChange: (id: string | null) => void }) {
  const { data: channels = [] } = useRead(
    ['channels', guildId, 'hidden'],
    (api, signal) => data(api.GET('/api/channels', { params: { query: { guildId: guildId ?? '', hidden: true } }, signal })),
    { enabled: guildId !== null, fresh: 60_000 },
  );
  const choices = useMemo(() => {
    const names = new Map(channels.map((channel) => [channel.id, channel.name]));
    return [
      { value: '', label: 'The whole guild' },
      ...channels.map((channel) => ({
        value: channel.id,
        label: channel.name,
        hint: channel.parentId === null ? undefined : names.get(channel.parentId),
        icon: <ChannelIcon type={channel.type} />,
      })),
    ];
  }, [channels]);
  return <Combobox label="Where" choices={choices} value={value ?? ''} onChange={(id) => onChange(id === '' ? null : id)} disabled={guildId === null} />;
}

function PermissionSelect({ explained, value, onChange }: { explained: Explained | undefined; value: string | null; onChange: (name: string | null) => void }) {
  const choices = (explained?.permissions ?? []).map((row) => ({ value: row.name, label: permissionLabel(row.name), hint: row.granted ? 'granted' : 'missing' }));
  return <Combobox label="What" choices={choices} value={value} onChange={onChange} clearable placeholder="Any permission" />;
}
