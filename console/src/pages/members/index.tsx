import { ArrowDown, ArrowDownUp, ArrowUp, LayoutGrid, Rows3 } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '../../app/address.ts';
import { guildOf, GuildSelect, useGuilds, useRoles } from '../../app/places.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Empty, ErrorNote, Loading, Note } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Bulk } from './Bulk.tsx';
import { filterMembers, ONLY, onlyOf, sortMembers, sortOf, SORTS, type Filter } from './filter.ts';
import { MemberItem } from './MemberItem.tsx';
import './members.css';
import { Profile } from './Profile.tsx';
import { useMembers } from './useMembers.ts';

const CARD_WIDTH = 270;

export default function Page() {
  const [address, change] = useAddress();
  const guilds = useGuilds();
  const guild = guildOf(guilds.data, address.get('guild'));
  const guildId = guild?.id ?? null;
  const { members, reading, cut, error, retry, refresh } = useMembers(guildId);
  const { data: roles = [] } = useRoles(guildId);
  const roleById = useMemo(() => new Map(roles.map((role) => [role.id, role])), [roles]);
  const [text, setText] = useState(address.get('q') ?? '');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);

  const table = address.get('view') === 'table';
  const sort = sortOf(address.get('sort'));
  const descending = address.get('order') === 'desc';
  const filter: Filter = { text: useDeferredValue(text), roleId: address.get('role'), joinedSince: address.get('since'), only: onlyOf(address.get('only')) };
  const key = JSON.stringify(filter);
  const shown = useMemo(
    () => sortMembers(filterMembers(members, JSON.parse(key) as Filter, Date.now()), sort, descending, (id) => roleById.get(id)?.position ?? 0),
    [members, key, sort, descending, roleById],
  );
  const chosen = useMemo(() => members.filter((member) => selected.has(member.id)), [members, selected]);
  const all = shown.length > 0 && shown.every((member) => selected.has(member.id));
  const userId = address.get('member');
  const set = (patch: Record<string, string | null>) => change(patch, { replace: true });
  const search = (next: string) => {
    setText(next);
    set({ q: next });
  };

  return (
    <div className="page-fill members">
      <header className="members-head">
        <h1>Members</h1>
        <p className="muted" role="status">
          {guild === undefined
            ? ''
            : reading && members.length < guild.memberCount
              ? `${members.length.toLocaleString('en')} of ${guild.memberCount.toLocaleString('en')} read…`
              : shown.length === members.length
                ? `${members.length.toLocaleString('en')} members`
                : `${shown.length.toLocaleString('en')} of ${members.length.toLocaleString('en')} members`}
        </p>
        <div className="row members-views" role="group" aria-label="View">
          <IconButton icon={LayoutGrid} label="Cards" pressed={!table} onClick={() => set({ view: null })} />
          <IconButton icon={Rows3} label="Table" pressed={table} onClick={() => set({ view: 'table' })} />
        </div>
      </header>
      <div className="members-filters">
        <GuildSelect value={guildId} onChange={(id) => (setSelected(new Set()), change({ guild: id, role: null, member: null }))} />
        <TextField label="Search" type="search" value={text} onChange={(event) => search(event.target.value)} placeholder="A name or an id" />
        <Combobox
          label="Role"
          choices={roles.filter((role) => role.id !== guildId).map((role) => ({ value: role.id, label: role.name }))}
          value={filter.roleId}
          onChange={(role) => set({ role })}
          clearable
          placeholder="Any role"
        />
        <TextField label="Joined since" type="date" value={filter.joinedSince ?? ''} onChange={(event) => set({ since: event.target.value })} />
        <Select label="Who" value={filter.only} onChange={(event) => set({ only: event.target.value === 'all' ? null : event.target.value })}>
          {Object.entries(ONLY).map(([only, label]) => (
            <option key={only} value={only}>
              {label}
            </option>
          ))}
        </Select>
        <div className="members-sort">
          <Select label="Sort by" value={sort} onChange={(event) => set({ sort: event.target.value === 'name' ? null : event.target.value })}>
            {Object.entries(SORTS).map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </Select>
          <IconButton icon={ArrowDownUp} label="Reverse the order" pressed={descending} onClick={() => set({ order: descending ? null : 'desc' })} />
        </div>
      </div>
      <div className="members-bar">
        <label className="row">
          <input
            type="checkbox"
            checked={all}
            disabled={shown.length === 0}
            onChange={() => setSelected(all ? new Set() : new Set(shown.map((member) => member.id)))}
          />
          Select all shown
        </label>
        {chosen.length > 0 && (
          <>
            <span role="status">{chosen.length.toLocaleString('en')} selected</span>
            <Button small look="primary" onClick={() => setBulk(true)}>
              Do something to them…
            </Button>
            <Button small look="quiet" onClick={() => setSelected(new Set())}>
              Clear
            </Button>
          </>
        )}
      </div>
      {guilds.error !== null && <ErrorNote error={guilds.error} onRetry={() => void guilds.refetch()} />}
      {error !== null && <ErrorNote error={error} onRetry={retry} />}
      {cut && <Note tone="warn">The guild has more members than a browser can list. These are those who registered at Discord first.</Note>}
      {table && shown.length > 0 && (
        <div className="members-columns" role="group" aria-label="Sort">
          <span aria-hidden />
          {(['name', 'roles', 'joined'] as const).map((one) => (
            <Button
              key={one}
              small
              look="quiet"
              aria-pressed={sort === one}
              onClick={() => set({ sort: one === 'name' ? null : one, order: sort === one && !descending ? 'desc' : null })}
            >
              {SORTS[one]}
              {sort === one && (descending ? <ArrowDown aria-label="downwards" role="img" size={14} /> : <ArrowUp aria-label="upwards" role="img" size={14} />)}
            </Button>
          ))}
        </div>
      )}
      <div ref={box} className="members-box">
        {reading && members.length === 0 ? (
          <Loading what="Reading the members…" lines={8} />
        ) : guilds.data?.length === 0 ? (
          <Empty title="The bot is in no guild">Invite it to a guild; its members then stand here.</Empty>
        ) : shown.length === 0 && error === null && !guilds.isLoading ? (
          <Empty title="Nobody fits">Change the search or the filters.</Empty>
        ) : (
          <VirtualList
            key={table ? 'table' : `cards-${columns}`}
            label="Members"
            items={shown}
            keyOf={(member) => member.id}
            rowHeight={table ? 48 : 148}
            columns={table ? 1 : columns}
            className="members-list"
          >
            {(member) => (
              <MemberItem
                member={member}
                roles={roleById}
                selected={selected.has(member.id)}
                look={table ? 'row' : 'card'}
                onSelect={(on) => {
                  const next = new Set(selected);
                  if (on) {
                    next.add(member.id);
                  } else {
                    next.delete(member.id);
                  }
                  setSelected(next);
                }}
                onOpen={() => change({ member: member.id })}
              />
            )}
          </VirtualList>
        )}
      </div>
      {guildId !== null && userId !== null && (
        <Profile
          key={userId}
          guildId={guildId}
          userId={userId}
          known={members.find((member) => member.id === userId)}
          onClose={() => change({ member: null })}
          onDone={(kind) => {
            if (kind === 'kick' || kind === 'ban') {
              change({ member: null });
            }
            void refresh([userId]);
          }}
        />
      )}
      {bulk && guildId !== null && (
        <Bulk
          guildId={guildId}
          members={chosen}
          onClose={(done) => {
            setBulk(false);
            setSelected(new Set(chosen.map((member) => member.id).filter((id) => !done.includes(id))));
            void refresh(done);
          }}
        />
      )}
    </div>
  );
}

/** How many cards fit beside each other. */
function useColumns(box: React.RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(1);
  useEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const watch = new ResizeObserver(([entry]) => setColumns(Math.max(1, Math.floor((entry?.contentRect.width ?? 0) / CARD_WIDTH))));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return columns;
}
