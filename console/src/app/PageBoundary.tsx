import { Component, useEffect, type ReactNode } from 'react';
import { ErrorNote } from '../ui/parts.tsx';
import { useTitle } from './title.ts';

interface Props {
  title: string;
  children: ReactNode;
}

/** Names a page, and keeps a failure of it from taking the rest along. */
export function PageBoundary({ title, children }: Props) {
  useTitle(title);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return <Failing>{children}</Failing>;
}

class Failing extends Component<{ children: ReactNode }, { failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: unknown) {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null) {
      return this.props.children;
    }
    // A server that was updated meanwhile no longer has the files of this page.
    const outdated = /dynamically imported module|Importing a module script failed/.test(failure.message);
    return (
      <ErrorNote
        error={outdated ? new Error('The server has a newer console than this page. Reload to use it.') : failure}
        onRetry={() => (outdated ? location.reload() : this.setState({ failure: null }))}
      />
    );
  }
}
