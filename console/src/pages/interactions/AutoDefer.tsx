import { useMutation } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useApi, useRead, useReread } from '../../app/identity.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { say } from '../../ui/Toasts.tsx';

/** Three seconds are too short for people: this gives them 15 minutes. */
export function AutoDefer() {
  const api = useApi();
  const reread = useReread();
  const setting = useRead(['auto-defer'], (client) => data(client.GET('/api/bot/auto-defer')));
  const change = useMutation({
    mutationFn: (enabled: boolean) => data(api.PUT('/api/bot/auto-defer', { body: { enabled } })),
    onSuccess: async (_, enabled) => {
      say(enabled ? 'Interactions are deferred after two seconds' : 'Interactions are no longer deferred');
      await reread('auto-defer');
    },
  });
  return (
    <div className="card">
      <Checkbox
        label="Defer what nobody has answered after two seconds"
        hint="Users see “thinking…”, and there are 15 minutes for the answer. It holds for the bot, with or without this page."
        checked={change.isPending ? change.variables : (setting.data?.enabled ?? false)}
        disabled={!setting.isSuccess}
        onChange={(event) => change.mutate(event.target.checked)}
      />
      {setting.isError && <ErrorNote error={setting.error} />}
      {change.isError && <ErrorNote error={change.error} />}
    </div>
  );
}
