import { useState } from 'react';
import { data, type Schemas } from '../../api/client.ts';
import { useRead } from '../../app/identity.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Badge, Card, ErrorNote } from '../../ui/parts.tsx';
import { Time } from '../../ui/Time.tsx';
import { useAct } from './reading.ts';

type Level = Schemas['LogLevel'];

const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'debug', 'trace'];
const FOR: readonly [number, string][] = [
  [600, '10 minutes'],
  [3_600, 'An hour'],
  [86_400, 'A day'],
];

/** How much is logged, which can be changed for a while. */
export function LogLevels() {
  const { data: now, error } = useRead(['log-level'], (api, signal) => data(api.GET('/api/operator/log-level', { signal })));
  const [level, setLevel] = useState<Level>('debug');
  const [logger, setLogger] = useState('');
  const [seconds, setSeconds] = useState(600);
  const set = useAct((api, body: Schemas['LogLevelChange']) => data(api.PUT('/api/operator/log-level', { body })), 'The log level is changed', ['log-level']);
  const reset = useAct((api, _: null) => data(api.DELETE('/api/operator/log-level')), 'Logging as configured', ['log-level']);
  const failure = error ?? set.error ?? reset.error;
  return (
    <Card title="Log" actions={now !== undefined && <Badge>configured: {now.configured}</Badge>}>
      {failure !== null && <ErrorNote error={failure} />}
      {now !== undefined && now.changes.length > 0 && (
        <ul aria-label="Changed for a while">
          {now.changes.map((change) => (
            <li key={change.logger}>
              <code>{change.logger}</code> {change.level}, back <Time at={change.until} />
            </li>
          ))}
        </ul>
      )}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          set.run({ level, seconds, logger: logger.trim() === '' ? 'dev.botswain' : logger.trim() });
        }}
      >
        <div className="operator-filters">
          <Select label="Level" value={level} onChange={(event) => setLevel(LEVELS.find((one) => one === event.target.value) ?? level)}>
            {LEVELS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
          <TextField label="Logger" value={logger} placeholder="dev.botswain" spellCheck={false} hint="A package; empty for all of ours" onChange={(event) => setLogger(event.target.value)} />
          <Select label="For" value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
            {FOR.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        </div>
        <div className="row">
          <Button type="submit" busy={set.busy}>
            Change for a while
          </Button>
          <Button look="quiet" busy={reset.busy} disabled={now?.changes.length === 0} onClick={() => reset.run(null)}>
            As configured
          </Button>
        </div>
      </form>
    </Card>
  );
}
