import { Button } from '../../ui/Button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../ui/Field.tsx';
import { useEditing } from './context.ts';
import { Entries } from './Entries.tsx';
import { emojiOf, emojiText, FormFields } from './FormFields.tsx';
import { at, listAt, textAt } from './json.ts';
import { ANSWERS, CONTENT, EMBED_FIELDS, EMBEDS, lengthOf } from './limits.ts';
import { EMBED, EMBED_FIELD } from './schema.ts';

export function Content() {
  const { message, set, problemAt } = useEditing();
  const text = textAt(message, ['content']);
  return (
    <TextArea
      label="Content"
      rows={6}
      hint={`${lengthOf(text)} of ${CONTENT} characters; markdown as in Discord`}
      error={problemAt(['content'])}
      value={text}
      onChange={(event) => set(['content'], event.target.value)}
    />
  );
}

export function EmbedList() {
  return (
    <Entries list={['embeds']} name="Embed" most={EMBEDS} make={() => ({ title: 'Title' })} folds>
      {(path) => (
        <>
          {EMBED.map((group, index) => (
            <details key={group.title} className="composer-group" open={index === 0}>
              <summary>{group.title}</summary>
              <FormFields path={path} fields={group.fields} />
            </details>
          ))}
          <details className="composer-group">
            <summary>Fields</summary>
            <Entries list={[...path, 'fields']} name="Field" most={EMBED_FIELDS} make={(number) => ({ name: `Field ${number}`, value: 'Value' })}>
              {(field) => <FormFields path={field} fields={EMBED_FIELD} />}
            </Entries>
          </details>
        </>
      )}
    </Entries>
  );
}

const DURATIONS = [
  [1, '1 hour'],
  [4, '4 hours'],
  [8, '8 hours'],
  [24, '1 day'],
  [72, '3 days'],
  [168, '1 week'],
  [336, '2 weeks'],
  [768, '32 days'],
] as const;

export function Poll() {
  const { message, set, dispatch, problemAt } = useEditing();
  if (message.poll === undefined) {
    return (
      <Button
        small
        className="composer-card-button"
        onClick={() =>
          set(['poll'], { question: { text: 'Question?' }, answers: [{ poll_media: { text: 'Yes' } }, { poll_media: { text: 'No' } }], duration: 24, allow_multiselect: false })
        }
      >
        Add a poll
      </Button>
    );
  }
  const duration = Number(at(message, ['poll', 'duration']) ?? 24);
  return (
    <div className="composer-list">
      <TextField
        label="Question"
        error={problemAt(['poll', 'question', 'text'])}
        value={textAt(message, ['poll', 'question', 'text'])}
        onChange={(event) => set(['poll', 'question'], { text: event.target.value })}
      />
      <Entries list={['poll', 'answers']} name="Answer" most={ANSWERS} make={(number) => ({ poll_media: { text: `Answer ${number}` } })}>
        {(path, index) => (
          <div className="composer-fields">
            <TextField
              label={`Text of answer ${index + 1}`}
              error={problemAt(path)}
              value={textAt(message, [...path, 'poll_media', 'text'])}
              onChange={(event) => set([...path, 'poll_media', 'text'], event.target.value)}
            />
            <TextField
              label="Emoji"
              value={emojiText(at(message, [...path, 'poll_media', 'emoji']))}
              onChange={(event) => set([...path, 'poll_media', 'emoji'], emojiOf(event.target.value))}
            />
          </div>
        )}
      </Entries>
      <div className="composer-fields">
        <Select label="Open for" value={duration} onChange={(event) => set(['poll', 'duration'], Number(event.target.value))}>
          {DURATIONS.some(([hours]) => hours === duration) ? null : <option value={duration}>{duration} hours</option>}
          {DURATIONS.map(([hours, label]) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </Select>
        <Checkbox
          label="Several answers"
          checked={at(message, ['poll', 'allow_multiselect']) === true}
          onChange={(event) => set(['poll', 'allow_multiselect'], event.target.checked)}
        />
      </div>
      <Button small onClick={() => dispatch({ do: 'remove', path: ['poll'] })}>
        Remove the poll
      </Button>
    </div>
  );
}

const KINDS = [
  ['users', 'Every user that is mentioned'],
  ['roles', 'Every role that is mentioned'],
  ['everyone', '@everyone and @here'],
] as const;

/** Who is notified. Nobody, unless it is said here. */
export function Mentions({ canReply }: { canReply: boolean }) {
  const { message, set } = useEditing();
  const parsed = listAt(message, ['allowedMentions', 'parse']);
  const toggle = (kind: string, on: boolean) => {
    const next = on ? [...parsed, kind] : parsed.filter((one) => one !== kind);
    set(['allowedMentions', 'parse'], next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="composer-checks">
      <legend>Notify</legend>
      {KINDS.map(([kind, label]) => (
        <Checkbox key={kind} label={label} checked={parsed.includes(kind)} onChange={(event) => toggle(kind, event.target.checked)} />
      ))}
      {canReply && message.replyTo !== undefined && (
        <Checkbox
          label="The author of the message that this one answers"
          checked={at(message, ['allowedMentions', 'repliedUser']) === true}
          onChange={(event) => set(['allowedMentions', 'repliedUser'], event.target.checked ? true : undefined)}
        />
      )}
      {(['users', 'roles'] as const).map((kind) =>
        parsed.includes(kind) ? null : (
          <TextField
            key={kind}
            label={kind === 'users' ? 'Only these users' : 'Only these roles'}
            hint="Ids, separated by blanks"
            inputMode="numeric"
            defaultValue={listAt(message, ['allowedMentions', kind]).join(' ')}
            onChange={(event) => {
              const ids = event.target.value.split(/[\s,]+/).filter((id) => /^\d{1,20}$/.test(id));
              set(['allowedMentions', kind], ids.length === 0 ? undefined : ids);
            }}
          />
        ),
      )}
    </fieldset>
  );
}
