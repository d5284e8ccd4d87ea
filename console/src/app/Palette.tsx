import { Anchor, ExternalLink, LogIn, type LucideIcon, Moon, Sun } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { OPERATOR } from '../api/client.ts';
import { useConsole } from '../api/console.ts';
import { Dialog } from '../ui/Dialog.tsx';
import '../ui/Field.css';
import './Palette.css';
import { BOT_PAGES, botPath, OPERATOR_PAGES, operatorPath, type PageRoute } from './routes.ts';
import { ranked } from './ranking.ts';
import { applyTheme, chooseTheme } from './theme.ts';

interface Command {
  label: string;
  group: string;
  words: string;
  icon: LucideIcon;
  run: () => void;
}

interface PaletteProps {
  open: boolean;
  onClose: () => void;
  identity: string;
  pages: readonly PageRoute[];
}

/** Ctrl-K: goes to any page of any bot by a few letters. */
export function Palette({ open, onClose, identity, pages }: PaletteProps) {
  return (
    <Dialog open={open} title="Go to" onClose={onClose}>
      {open && <Finder onClose={onClose} identity={identity} pages={pages} />}
    </Dialog>
  );
}

function Finder({ onClose, identity, pages }: Omit<PaletteProps, 'open'>) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const commands = useCommands(identity, pages);
  const found = useMemo(() => ranked(commands, text).slice(0, 50), [commands, text]);
  const run = (command: Command | undefined) => {
    if (command !== undefined) {
      onClose();
      command.run();
    }
  };
  const keys = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined && found.length > 0) {
      event.preventDefault();
      const next = (to + found.length) % found.length;
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[at]);
    }
  };
  return (
    <div className="palette">
      <input
        className="field-control"
        role="combobox"
        aria-label="Page, bot or command"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${at}` : undefined}
        placeholder="Page, bot or command"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <ul id="palette-list" ref={list} role="listbox" aria-label="Commands" className="palette-list">
        {found.map((command, index) => (
          <li
            key={`${command.group} ${command.label}`}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'palette-command palette-at' : 'palette-command'}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <command.icon aria-hidden size={16} />
            <span>{command.label}</span>
            <span className="palette-group">{command.group}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="muted">Nothing fits</p>}
    </div>
  );
}

function useCommands(identity: string, pages: readonly PageRoute[]): Command[] {
  const { data: state } = useConsole();
  const [, go] = useLocation();
  return useMemo(() => {
    const here = identity === OPERATOR ? operatorPath : (page: string) => botPath(identity, page);
    const commands: Command[] = pages.map((page) => ({
      label: page.title,
      group: identity === OPERATOR ? 'Operator' : 'This bot',
      words: page.words,
      icon: page.icon,
      run: () => go(here(page.name)),
    }));
    for (const bot of state?.bots ?? []) {
      if (bot.botId !== identity) {
        for (const page of BOT_PAGES) {
          commands.push({ label: `${bot.name}: ${page.title}`, group: 'Other bots', words: page.words, icon: ExternalLink, run: () => go(botPath(bot.botId, page.name)) });
        }
      }
    }
    if (identity !== OPERATOR && state?.operator.loggedIn === true) {
      for (const page of OPERATOR_PAGES) {
        commands.push({ label: `Operator: ${page.title}`, group: 'Operator', words: page.words, icon: Anchor, run: () => go(operatorPath(page.name)) });
      }
    }
    const dress = (chosen: 'light' | 'dark') => () => {
      chooseTheme(chosen);
      applyTheme(chosen);
    };
    commands.push(
      { label: 'Log another bot in', group: 'Console', words: 'token login start', icon: LogIn, run: () => go('/?add') },
      { label: 'Light theme', group: 'Console', words: 'colour appearance', icon: Sun, run: dress('light') },
      { label: 'Dark theme', group: 'Console', words: 'colour appearance', icon: Moon, run: dress('dark') },
    );
    return commands;
  }, [identity, pages, state, go]);
}
