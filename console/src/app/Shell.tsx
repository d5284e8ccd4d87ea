import { useQuery } from '@tanstack/react-query';
import { BookOpen, Menu as MenuIcon, Moon, Search, Sun, SunMoon } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { clientOf, data, OPERATOR } from '../api/client.ts';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu } from '../ui/Menu.tsx';
import { ErrorNote } from '../ui/parts.tsx';
import { Palette } from './Palette.tsx';
import type { PageRoute } from './routes.ts';
import './Shell.css';
import { Switcher } from './Switcher.tsx';
import { applyTheme, chooseTheme, theme, type Theme } from './theme.ts';

interface ShellProps {
  identity: string;
  pages: readonly PageRoute[];
  current: PageRoute | undefined;
  children: ReactNode;
}

/** The frame around all pages: whose pages they are, which there are, and the command palette. */
export function Shell({ identity, pages, current, children }: ShellProps) {
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const [at, setAt] = useState(path);
  if (at !== path) {
    setAt(path);
    setDrawer(false);
  }
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPalette((open) => !open);
      }
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);
  const navigation = <Navigation identity={identity} pages={pages} current={current} onPalette={() => setPalette(true)} />;
  return (
    <div className="shell">
      <a
        className="shell-skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <header className="shell-top">
        <IconButton icon={MenuIcon} label="Open navigation" onClick={() => setDrawer(true)} />
        <span className="shell-top-title">{current?.title ?? 'Botswain'}</span>
        <IconButton icon={Search} label="Search commands" onClick={() => setPalette(true)} />
      </header>
      <aside className="shell-side">{navigation}</aside>
      <Dialog open={drawer} title="Navigation" onClose={() => setDrawer(false)} side>
        {navigation}
      </Dialog>
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <Allowed identity={identity}>{children}</Allowed>
      </main>
      <Palette open={palette} onClose={() => setPalette(false)} identity={identity} pages={pages} />
    </div>
  );
}

/** Shows the page only while the browser's session is good; otherwise it says what ended and where to log in. */
function Allowed({ identity, children }: { identity: string; children: ReactNode }) {
  const check = useQuery({
    queryKey: [identity, 'session'],
    queryFn: async () => (identity === OPERATOR ? data(clientOf(OPERATOR).GET('/api/operator')) : data(clientOf(identity).GET('/api/session'))),
    refetchInterval: 30_000,
  });
  const refused = check.error !== null && 'status' in check.error && check.error.status === 401;
  if (!refused) {
    return children;
  }
  return (
    <div className="stack">
      <h1>Logged out</h1>
      <ErrorNote error={check.error} />
      <p>
        <Link href="/">Log in again</Link>. What you have written here is kept in this browser.
      </p>
    </div>
  );
}

interface NavigationProps {
  identity: string;
  pages: readonly PageRoute[];
  current: PageRoute | undefined;
  onPalette: () => void;
}

function Navigation({ identity, pages, current, onPalette }: NavigationProps) {
  const base = identity === OPERATOR ? '/operator' : `/bots/${identity}`;
  return (
    <div className="navigation">
      <Switcher identity={identity} page={current?.name ?? 'overview'} />
      <button type="button" className="navigation-search" onClick={onPalette}>
        <Search aria-hidden size={15} />
        <span>Go to…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <nav aria-label={identity === OPERATOR ? 'Operator' : 'Bot'}>
        <ul className="navigation-pages">
          {pages.map(({ name, title, icon: Icon }) => (
            <li key={name}>
              <Link
                href={`${base}/${name}`}
                className={cx('navigation-page', name === current?.name && 'navigation-current')}
                aria-current={name === current?.name ? 'page' : undefined}
              >
                <Icon aria-hidden size={17} />
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="navigation-end">
        <a className="navigation-page" href="/docs">
          <BookOpen aria-hidden size={17} />
          API
        </a>
        <ThemeMenu />
      </div>
    </div>
  );
}

const THEMES: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'system', label: 'As the system', icon: SunMoon },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];

export function ThemeMenu() {
  const [chosen, setChosen] = useState(theme);
  useEffect(() => applyTheme(chosen), [chosen]);
  return (
    <Menu
      label={`Theme: ${THEMES.find((one) => one.value === chosen)?.label ?? ''}`}
      icon={THEMES.find((one) => one.value === chosen)?.icon ?? SunMoon}
      items={THEMES.map(({ value, label, icon }) => ({
        label,
        icon,
        onSelect: () => {
          chooseTheme(value);
          setChosen(value);
        },
      }))}
    />
  );
}
