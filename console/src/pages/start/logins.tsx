import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Anchor, LogIn, Play } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { login, loginAsOperator, type ConsoleState } from '../../api/console.ts';
import { Button } from '../../ui/Button.tsx';
import { SecretField, TextField } from '../../ui/Field.tsx';
import { Card, ErrorNote } from '../../ui/parts.tsx';
import { adviceOn } from './advice.ts';

/**
 * Runs a login once its form is sent, and reads anew whom the browser is logged in as. What is sent is a secret, so it is
 * no variable of the mutation, which would be kept.
 */
function useLogin<V, R>(act: (values: V) => Promise<R>, onDone: (result: R) => void) {
  const queries = useQueryClient();
  const next = useRef<V | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const values = next.current;
      next.current = null;
      return values === null ? null : act(values);
    },
    onSuccess: async (result) => {
      await queries.invalidateQueries({ queryKey: ['console'] });
      if (result !== null) {
        onDone(result);
      }
    },
  });
  const send = (values: V) => {
    next.current = values;
    mutate();
  };
  return { send, isPending, error };
}

function Refusal({ error }: { error: Error | null }) {
  if (error === null) {
    return null;
  }
  const advice = adviceOn(error);
  return (
    <div className="stack">
      <ErrorNote error={error} />
      {advice !== null && <p>{advice}</p>}
    </div>
  );
}

function Form({ children, onSubmit }: { children: ReactNode; onSubmit: () => void }) {
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** Logs a bot in with its token, which is cleared as soon as it is sent. */
export function BotLogin({ policy, onDone }: { policy: ConsoleState['login']; onDone: (botId: string) => void }) {
  const [token, setToken] = useState('');
  const [invitation, setInvitation] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const sending = useLogin(login, onDone);
  const send = () => {
    const bare = token.trim();
    if (bare === '') {
      setMissing('Paste the bot’s token');
      return;
    }
    setMissing(null);
    setToken('');
    const invited = invitation.trim();
    sending.send(invited === '' ? { token: bare } : { token: bare, invitation: invited });
  };
  return (
    <Form onSubmit={send}>
      <SecretField
        label="Bot token"
        value={token}
        error={missing}
        maxLength={512}
        hint={
          <>
            From Discord’s <b>Developer Portal</b>: your application, <b>Bot</b>, <b>Reset Token</b>. It is sent to this server once and stays there, encrypted; this
            page does not keep it.
          </>
        }
        onChange={(event) => setToken(event.target.value)}
      />
      {policy === 'invited' && (
        <TextField
          label="Invitation (if your bot is not listed)"
          value={invitation}
          maxLength={128}
          spellCheck={false}
          hint="The operator of this server gives you one. One bot may use it, once."
          onChange={(event) => setInvitation(event.target.value)}
        />
      )}
      {policy === 'listed' && <p className="muted small">Only bots that the operator of this server has listed may log in.</p>}
      <Refusal error={sending.error} />
      <div className="row">
        <Button type="submit" look="primary" icon={LogIn} busy={sending.isPending}>
          {sending.isPending ? 'Waiting for Discord' : 'Log in'}
        </Button>
        {sending.isPending && (
          <span role="status" className="muted small">
            The bot connects and reads its guilds; this can take some seconds.
          </span>
        )}
      </div>
    </Form>
  );
}

/** Logs the demo's bot in, at once or on demand. */
export function DemoLogin({ atOnce, onDone }: { atOnce: boolean; onDone: (botId: string) => void }) {
  const sending = useLogin(login, onDone);
  const begun = useRef(false);
  const { send } = sending;
  useEffect(() => {
    if (atOnce && !begun.current) {
      begun.current = true;
      send({ demo: true });
    }
  }, [atOnce, send]);
  return (
    <Card title="This is a demo">
      <p>A simulated Discord runs beside this server, with a guild, its members and some life. Nothing here reaches the real one.</p>
      <Refusal error={sending.error} />
      <div className="row">
        <Button look="primary" icon={Play} busy={sending.isPending} onClick={() => sending.send({ demo: true })}>
          Open the demo bot
        </Button>
      </div>
    </Card>
  );
}

/** Logs the operator in with the key, which is cleared as soon as it is sent. */
export function OperatorLogin({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const sending = useLogin(loginAsOperator, onDone);
  const send = () => {
    const bare = key.trim();
    if (bare === '') {
      setMissing('Enter the operator’s key');
      return;
    }
    setMissing(null);
    setKey('');
    sending.send(bare);
  };
  return (
    <Form onSubmit={send}>
      <SecretField
        label="Operator’s key"
        value={key}
        error={missing}
        maxLength={512}
        hint={
          <>
            The first start of the server showed it, or <code>BOTSWAIN_OPERATOR_KEY</code> sets it. The login is good for 12 hours; the key is not kept.
          </>
        }
        onChange={(event) => setKey(event.target.value)}
      />
      <Refusal error={sending.error} />
      <div className="row">
        <Button type="submit" look="primary" icon={Anchor} busy={sending.isPending}>
          Log in as operator
        </Button>
      </div>
    </Form>
  );
}
