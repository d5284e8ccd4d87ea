import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { data, type Client } from '../../api/client.ts';
import { useApi, useReread } from '../../app/identity.tsx';
import { choicesOf } from '../../discord/choices.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextArea } from '../../ui/Field.tsx';
import { ErrorNote, Note } from '../../ui/parts.tsx';
import { say } from '../../ui/Toasts.tsx';
import { FormBuilder } from './FormBuilder.tsx';
import { formOf, HOW_NAMES, messageOf, summary, type Field, type How, type Interaction } from './model.ts';

const SAID: Readonly<Record<How, string>> = {
  reply: 'The reply is sent',
  update: 'The message is updated',
  defer: 'It is deferred: 15 minutes are left',
  followup: 'The message is sent',
  modal: 'The user sees the form',
  autocomplete: 'The user sees the choices',
};

/** The token stays in this function. */
async function tokenOf(api: Client, id: string): Promise<string> {
  const before = (BigInt(id) + 1n).toString();
  const [found] = await data(api.GET('/api/interactions', { params: { query: { limit: 1, before } } }));
  if (found?.id !== id) {
    throw new Error('The interaction is no longer listed: its time is over');
  }
  return found.token;
}

/** Asks for the answer to an interaction, and sends it. */
export function Answering({ one, how, onClose }: { one: Interaction; how: How; onClose: () => void }) {
  const api = useApi();
  const reread = useReread();
  const [content, setContent] = useState('');
  const [ephemeral, setEphemeral] = useState(false);
  const [json, setJson] = useState('');
  const [asUpdate, setAsUpdate] = useState(one.messageId !== null);
  const [choices, setChoices] = useState('');
  const [title, setTitle] = useState('');
  const [customId, setCustomId] = useState('form');
  const [fields, setFields] = useState<Field[]>([{ key: 1, label: '', customId: '', paragraph: false, required: true, placeholder: '' }]);

  const focused = one.command?.options.find((option) => option.focused);
  const numeric = focused?.type === 'integer' || focused?.type === 'number';

  const answer = async (dryRun: boolean): Promise<string | null> => {
    const message = () => messageOf(content, ephemeral, json);
    const params = { path: { interactionId: one.id, interactionToken: await tokenOf(api, one.id) }, query: dryRun ? { dryRun } : {} };
    const made = await (() => {
      switch (how) {
        case 'reply':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/reply', { params, body: message() }));
        case 'update':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/update', { params, body: message() }));
        case 'followup':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/followup', { params, body: message() }));
        case 'defer':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/defer', { params, body: asUpdate ? { update: true } : { ephemeral } }));
        case 'modal':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/modal', { params, body: { customId, title, components: formOf(fields) } }));
        case 'autocomplete':
          return data(api.POST('/api/interactions/{interactionId}/{interactionToken}/autocomplete', { params, body: { choices: choicesOf(choices, numeric) } }));
      }
    })();
    const trial = typeof made === 'object' && 'wouldSucceed' in made ? made : null;
    return trial === null || trial.wouldSucceed ? null : trial.reasons.join(' ');
  };
  const trial = useMutation({ mutationFn: () => answer(true) });
  const send = useMutation({
    mutationFn: () => answer(false),
    onSuccess: async () => {
      say(SAID[how]);
      onClose();
      await reread('interactions');
    },
    onError: () => void reread('interactions'),
  });
  const isMessage = how === 'reply' || how === 'update' || how === 'followup';
  const ready = isMessage ? content !== '' || json.trim() !== '' : how === 'modal' ? title !== '' && fields.length > 0 && fields.every((field) => field.label !== '') : true;
  return (
    <Dialog
      open
      wide={how === 'modal'}
      title={`${HOW_NAMES[how]}: ${one.user.displayName}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => trial.mutate()} busy={trial.isPending} disabled={!ready}>
            Dry run
          </Button>
          <Button look="primary" type="submit" form="answer-form" busy={send.isPending} disabled={!ready}>
            {HOW_NAMES[how]}
          </Button>
        </>
      }
    >
      <form
        id="answer-form"
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <p className="interaction-what">{summary(one)}</p>
        {one.state === 'expired' && <Note tone="warn">Nobody answered in time through this server. This works only if your program has answered at Discord.</Note>}
        {isMessage && (
          <>
            <TextArea label="Message" rows={4} maxLength={2_000} value={content} onChange={(event) => setContent(event.target.value)} />
            {how !== 'update' && <Checkbox label="Only the user sees it" checked={ephemeral} onChange={(event) => setEphemeral(event.target.checked)} />}
            <details>
              <summary>Embeds and components, as JSON</summary>
              <TextArea
                label="More of the message"
                className="mono"
                rows={6}
                spellCheck={false}
                placeholder={'{"embeds": [{"title": "High water"}]}'}
                hint="The composer’s JSON fits here"
                value={json}
                onChange={(event) => setJson(event.target.value)}
              />
            </details>
          </>
        )}
        {how === 'defer' && (
          <>
            <p>The user sees that the bot works on it, and there are 15 minutes for the answer.</p>
            {one.messageId !== null && (
              <Checkbox label="The answer will change the message" checked={asUpdate} onChange={(event) => setAsUpdate(event.target.checked)} />
            )}
            {!asUpdate && <Checkbox label="Only the user will see the answer" checked={ephemeral} onChange={(event) => setEphemeral(event.target.checked)} />}
          </>
        )}
        {how === 'autocomplete' && (
          <TextArea
            label={focused === undefined ? 'Choices' : `Choices for “${focused.shown}”`}
            hint="One a line, at most 25; after = the value, if it differs from what the user sees"
            rows={6}
            value={choices}
            onChange={(event) => setChoices(event.target.value)}
          />
        )}
        {how === 'modal' && <FormBuilder title={title} onTitle={setTitle} customId={customId} onCustomId={setCustomId} fields={fields} onFields={setFields} />}
        <div aria-live="polite">
          {trial.isSuccess &&
            (trial.data === null ? <Note tone="ok">Nothing stands in the way, as far as this server knows.</Note> : <Note tone="danger">{trial.data}</Note>)}
        </div>
        {trial.isError && <ErrorNote error={trial.error} />}
        {send.isError && <ErrorNote error={send.error} />}
      </form>
    </Dialog>
  );
}
