import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { clientOf, done } from '../../api/client.ts';
import { say } from '../../ui/Toasts.tsx';
import { freeName, readDrafts, withDraft, writeDrafts, type Draft } from './drafts.ts';
import { fromExisting } from './exchange.ts';
import { problems } from './limits.ts';
import { pathText } from './json.ts';
import { initial, reduce, type Message, type Target } from './model.ts';
import { newKey, type KeptAttachment, type PickedFile } from './sending.ts';
import type { Editing } from './context.ts';

const SAVE_AFTER_MS = 500;

const NOWHERE: Target = { is: 'channel', guildId: null, channelId: '' };

/** What a link to the composer asks for. */
export interface Asked {
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly messageId: string | null;
  readonly replyTo: string | null;
}

/** Everything that the composer's page holds: the message, its files, where it goes, and the drafts of this browser. */
export function useComposer(botId: string, asked: Asked) {
  const [opened] = useState(() => first(botId, asked));
  const [state, dispatch] = useReducer(reduce, opened.message, initial);
  const [target, setTarget] = useState<Target>(opened.target ?? NOWHERE);
  const [name, setName] = useState(opened.name);
  const [drafts, setDrafts] = useState(opened.drafts);
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const [kept, setKept] = useState<readonly KeptAttachment[]>([]);
  const [loading, setLoading] = useState(false);
  const { message } = state;

  useAutosave(botId, { name, message, target }, setDrafts);
  useFileAddresses(files);

  const load = useCallback(
    async (channelId: string, messageId: string) => {
      setLoading(true);
      try {
        const found = await done(clientOf(botId).GET('/api/channels/{channelId}/messages/{messageId}', { params: { path: { channelId, messageId } } }));
        if (found.author.id !== botId) {
          say('Somebody else wrote this message: it can be a template, but only its author can change it', 'danger');
        }
        dispatch({ do: 'open', message: fromExisting(found) });
        setKept(found.attachments.map((one) => ({ id: one.id, filename: one.filename, description: one.description ?? '', spoiler: one.spoiler === true, url: one.url, contentType: one.contentType, size: one.size })));
        setTarget({ is: 'message', channelId, messageId });
        say('The message is in the editor');
      } catch (failure) {
        say(failure instanceof Error ? failure.message : String(failure), 'danger');
      } finally {
        setLoading(false);
      }
    },
    [botId],
  );

  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current && asked.channelId !== null && asked.messageId !== null) {
      void load(asked.channelId, asked.messageId);
    }
    begun.current = true;
  }, [asked, load]);

  const found = useMemo(() => problems(message, files.length + kept.length), [message, files.length, kept.length]);
  const editing = useMemo<Editing>(
    () => ({ message, dispatch, problemAt: (path) => found.find((one) => one.field === pathText(path))?.sentence }),
    [message, found],
  );

  const open = (draft: Draft) => {
    dispatch({ do: 'open', message: draft.message });
    setTarget(draft.target ?? NOWHERE);
    setName(draft.name);
    setFiles([]);
    setKept([]);
  };
  const changeTarget = (next: Target) => {
    setTarget(next);
    if (next.is !== 'message') {
      setKept([]);
    }
  };
  const keep = (next: readonly Draft[]) => {
    setDrafts([...next]);
    writeDrafts(localStorage, botId, next);
  };
  return {
    state,
    editing,
    problems: found,
    target,
    setTarget: changeTarget,
    files,
    setFiles,
    addFiles: (added: readonly File[]) =>
      setFiles((before) => [...before, ...added.map((file) => ({ key: newKey(), name: file.name, file, url: URL.createObjectURL(file), description: '', spoiler: false }))].slice(0, 10)),
    kept,
    setKept,
    load: (channelId: string, messageId: string) => void load(channelId, messageId),
    loading,
    name,
    drafts,
    open,
    begin: (template: Message, wanted = 'Draft') =>
      open({ name: freeName(drafts, wanted), message: template, target: target.is === 'message' ? NOWHERE : target, savedAt: '' }),
    rename: (next: string) => {
      const free = next === name ? name : freeName(drafts.filter((one) => one.name !== name), next);
      keep(drafts.map((one) => (one.name === name ? { ...one, name: free } : one)));
      setName(free);
    },
    discard: () => {
      const left = drafts.filter((one) => one.name !== name);
      keep(left);
      open(left[0] ?? { name: 'Draft', message: {}, target, savedAt: '' });
    },
  };
}

/** The draft that was saved last, or a new one for what the link asks for. */
function first(botId: string, asked: Asked): { message: Message; target: Target | null; name: string; drafts: Draft[] } {
  const drafts = readDrafts(localStorage, botId);
  const [latest] = drafts;
  if (asked.channelId !== null) {
    return {
      message: asked.replyTo === null ? {} : { replyTo: asked.replyTo },
      target: { is: 'channel', guildId: asked.guildId, channelId: asked.channelId },
      name: freeName(drafts, asked.messageId !== null ? 'Edit' : asked.replyTo !== null ? 'Reply' : 'Draft'),
      drafts,
    };
  }
  return latest === undefined ? { message: {}, target: null, name: 'Draft', drafts } : { ...latest, drafts };
}

/** Keeps the draft in this browser a moment after each change, and at once when the page is left. */
function useAutosave(botId: string, now: Pick<Draft, 'name' | 'message' | 'target'>, onSaved: (drafts: Draft[]) => void): void {
  const { name, message, target } = now;
  const unsaved = useRef<(() => Draft[] | null) | null>(null);
  const begun = useRef(false);
  const named = useRef(name);
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      return undefined;
    }
    if (named.current !== name) {
      // Another draft is open now; what was last typed into the one before is kept first.
      unsaved.current?.();
      named.current = name;
    }
    const save = () => {
      unsaved.current = null;
      const drafts = withDraft(readDrafts(localStorage, botId), { name, message, target, savedAt: new Date().toISOString() });
      return writeDrafts(localStorage, botId, drafts) ? drafts : null;
    };
    unsaved.current = save;
    const timer = setTimeout(() => {
      const drafts = save();
      if (drafts === null) {
        say('The browser has no room to keep this draft', 'danger');
      } else {
        onSaved(drafts);
      }
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [botId, name, message, target, onSaved]);
  useEffect(() => {
    const leave = () => void unsaved.current?.();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
}

/** Gives the addresses of files back that are not there any more. */
function useFileAddresses(files: readonly PickedFile[]): void {
  const before = useRef<readonly PickedFile[]>([]);
  useEffect(() => {
    for (const file of before.current) {
      if (!files.some((one) => one.key === file.key)) {
        URL.revokeObjectURL(file.url);
      }
    }
    before.current = files;
  }, [files]);
  useEffect(() => () => before.current.forEach((file) => URL.revokeObjectURL(file.url)), []);
}
