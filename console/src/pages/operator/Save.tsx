import { Download } from 'lucide-react';
import { useState } from 'react';
import { download } from '../../api/download.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/parts.tsx';

/** A button that has an answer saved as a file. */
export function Save({ identity, path, name, label }: { identity: string; path: string; name: string; label: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await download(identity, path, name);
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={Download} busy={busy} onClick={() => void run()}>
        {label}
      </Button>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
