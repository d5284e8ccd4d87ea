import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Note } from '../../ui/parts.tsx';
import { Signature } from './Signature.tsx';

export interface Shown {
  url: string;
  secret: string;
  rotated: boolean;
}

/** Shows a secret once: it is kept nowhere else on the page, and gone when this closes. */
export function SecretDialog({ shown, onClose }: { shown: Shown | null; onClose: () => void }) {
  return (
    <Dialog
      open={shown !== null}
      title={shown?.rotated === true ? 'The new secret' : 'The webhook is there'}
      onClose={onClose}
      wide
      actions={
        <Button look="primary" onClick={onClose}>
          I have the secret
        </Button>
      }
    >
      {shown !== null && (
        <div className="webhooks-secret">
          <Note tone="warn">This is the only time that the secret is shown. Keep it where your receiver reads it.</Note>
          <CodeBlock text={shown.secret} label="secret" />
          {shown.rotated && (
            <p>
              For a day from now on, each message is signed with both secrets, so nothing is refused while you change over. After that only the new one
              signs.
            </p>
          )}
          <details>
            <summary>How to check signatures with it</summary>
            <Signature url={shown.url} secret={shown.secret} />
          </details>
        </div>
      )}
    </Dialog>
  );
}
