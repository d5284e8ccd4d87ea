import { Anchor, LogIn, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { useConsole, type ConsoleState } from '../../api/console.ts';
import { botPath, operatorPath } from '../../app/routes.ts';
import { ThemeMenu } from '../../app/Shell.tsx';
import { Card, ErrorNote, Loading } from '../../ui/parts.tsx';
import { BotLogin, DemoLogin, OperatorLogin } from './logins.tsx';
import { HeldBots } from './HeldBots.tsx';
import './start.css';

/** Where one logs in, and chooses among the bots that this browser is logged in as. */
export default function Page() {
  const { data: state, error, refetch } = useConsole();
  return (
    <main className="start">
      <header className="start-head">
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <div>
          <h1>Botswain</h1>
          <p className="muted">One server for all your Discord bots</p>
        </div>
        <ThemeMenu />
      </header>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {state === undefined ? error === null && <Loading what="Reading who is logged in…" /> : <Choices state={state} />}
      <footer className="start-foot muted small">
        <a href="/docs">API</a>
        {state !== undefined && <span>Version {state.version}</span>}
      </footer>
    </main>
  );
}

function Choices({ state }: { state: ConsoleState }) {
  const [, go] = useLocation();
  const query = new URLSearchParams(useSearch());
  const adding = query.has('add');
  const held = state.bots.length > 0;
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (adding) {
      form.current?.querySelector('input')?.focus();
    }
  }, [adding]);
  const login = (
    <Card title="Log a bot in">
      <div ref={form}>
        <BotLogin policy={state.login} onDone={(botId) => go(botPath(botId))} />
      </div>
    </Card>
  );
  const [first] = state.bots;
  if (state.demo && query.has('demo') && first !== undefined) {
    return <Redirect to={botPath(first.botId)} replace />;
  }
  return (
    <div className="stack">
      {held && <HeldBots bots={state.bots} />}
      {state.operator.loggedIn && (
        <Link href={operatorPath()} className="start-operator">
          <Anchor aria-hidden size={20} />
          <span>
            <strong>Operator</strong>
            <span className="muted small">All bots, tenants, limits and the audit of this server</span>
          </span>
        </Link>
      )}
      {state.demo && !held && <DemoLogin atOnce={query.has('demo')} onDone={(botId) => go(botPath(botId))} />}
      {adding || (!held && !state.demo && !state.operator.loggedIn) ? (
        login
      ) : (
        <details className="start-more">
          <summary>
            {held ? <Plus aria-hidden size={16} /> : <LogIn aria-hidden size={16} />}
            {held ? 'Log another bot in' : 'Log a bot in with its token'}
          </summary>
          {login}
        </details>
      )}
      {state.operator.here && !state.operator.loggedIn && (
        <details className="start-more">
          <summary>
            <Anchor aria-hidden size={16} />
            Log in as the operator of this server
          </summary>
          <Card title="Operator">
            <OperatorLogin onDone={() => go(operatorPath())} />
          </Card>
        </details>
      )}
    </div>
  );
}
