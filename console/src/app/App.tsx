import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ApiError, OPERATOR } from '../api/client.ts';
import { Loading } from '../ui/parts.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { IdentityContext } from './identity.tsx';
import { NotFound } from './NotFound.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { BOT_PAGES, botPath, OPERATOR_PAGES, operatorPath, StartPage, type PageRoute } from './routes.ts';
import { Shell } from './Shell.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: 'always',
      // What the server refused, it refuses again; what it did not answer is read again once it is back.
      retry: (failures, error) => error instanceof ApiError && (error.status === 429 || error.status >= 502) && failures < 2,
    },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <ConnectionNotice />
      <Switch>
        <Route path="/">
          <PageBoundary title="Start">
            <Suspense fallback={<Loading />}>
              <StartPage />
            </Suspense>
          </PageBoundary>
        </Route>
        <Route path="/bots/:botId">{({ botId }) => <Redirect to={botPath(botId)} replace />}</Route>
        <Route path="/bots/:botId/:page">{({ botId, page }) => <Framed identity={botId} pages={BOT_PAGES} page={page} />}</Route>
        <Route path="/operator">
          <Redirect to={operatorPath()} replace />
        </Route>
        <Route path="/operator/:page">{({ page }) => <Framed identity={OPERATOR} pages={OPERATOR_PAGES} page={page} />}</Route>
        <Route>
          <main>
            <NotFound />
          </main>
        </Route>
      </Switch>
      <Toasts />
    </QueryClientProvider>
  );
}

/** A page in the frame of its bot or of the operator. */
function Framed({ identity, pages, page }: { identity: string; pages: readonly PageRoute[]; page: string }) {
  const route = pages.find((one) => one.name === page);
  return (
    <IdentityContext value={identity}>
      <Shell identity={identity} pages={pages} current={route}>
        {route === undefined ? (
          <NotFound />
        ) : (
          <PageBoundary key={`${identity}/${page}`} title={route.title}>
            <Suspense fallback={<Loading />}>
              <route.Page />
            </Suspense>
          </PageBoundary>
        )}
      </Shell>
    </IdentityContext>
  );
}
