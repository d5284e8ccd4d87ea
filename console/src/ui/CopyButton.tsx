import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './Button.tsx';
import { say } from './Toasts.tsx';

/** Copies text, and says so. */
export function CopyButton({ text, label = 'Copy', icon, small = true }: { text: string | (() => string); label?: string; icon?: boolean; small?: boolean }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      setCopied(true);
      say('Copied');
    } catch {
      say('The browser did not allow copying; select the text instead', 'danger');
    }
  };
  return icon === true ? (
    <IconButton icon={copied ? Check : Copy} label={label} small={small} onClick={() => void copy()} />
  ) : (
    <Button icon={copied ? Check : Copy} small={small} onClick={() => void copy()}>
      {label}
    </Button>
  );
}

/** Text to copy, such as a command: in a box that scrolls, with its button. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="code-block">
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} label={`Copy ${label}`} icon />
    </div>
  );
}
