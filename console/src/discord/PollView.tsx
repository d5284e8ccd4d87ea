import { CustomEmoji } from './Markdown.tsx';
import type { Poll } from './messageTypes.ts';
import './PollView.css';

/** A poll with its votes. Bots cannot vote, so there is nothing to press. */
export function PollView({ poll }: { poll: Poll }) {
  const counts = new Map((poll.results?.answer_counts ?? []).map((each) => [each.id, each]));
  const total = [...counts.values()].reduce((sum, each) => sum + each.count, 0);
  const most = Math.max(0, ...[...counts.values()].map((each) => each.count));
  const ends = Date.parse(poll.expiry ?? '');
  const over = poll.results?.is_finalized === true || (!Number.isNaN(ends) && ends < Date.now());
  const answers = Array.isArray(poll.answers) ? poll.answers : [];
  return (
    <div className="poll">
      <p className="poll-question">
        <bdi>{poll.question.text}</bdi>
      </p>
      <p className="poll-hint">{poll.allow_multiselect === true ? 'Several answers may be chosen' : 'One answer may be chosen'}</p>
      <ul className="poll-answers">
        {answers.map((answer, at) => {
          const count = counts.get(answer.answer_id ?? at + 1)?.count ?? 0;
          const share = total === 0 ? 0 : Math.round((count / total) * 100);
          return (
            <li key={at} className={over && count > 0 && count === most ? 'poll-answer poll-best' : 'poll-answer'}>
              <span className="poll-bar" style={{ inlineSize: `${share}%` }} aria-hidden />
              <span className="poll-text">
                <AnswerEmoji emoji={answer.poll_media.emoji} />
                <bdi>{answer.poll_media.text}</bdi>
              </span>
              <span className="poll-count">
                {count} {count === 1 ? 'vote' : 'votes'}, {share}%
              </span>
            </li>
          );
        })}
      </ul>
      <p className="poll-hint">
        {total} {total === 1 ? 'vote' : 'votes'}
        {over ? ', poll closed' : Number.isNaN(ends) ? (typeof poll.duration === 'number' ? `, open for ${poll.duration} hours` : '') : `, open until ${new Date(ends).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}`}
      </p>
    </div>
  );
}

function AnswerEmoji({ emoji }: { emoji: Poll['question']['emoji'] }) {
  if (emoji === null || emoji === undefined) {
    return null;
  }
  return typeof emoji.id === 'string' && /^\d+$/.test(emoji.id) ? (
    <CustomEmoji id={emoji.id} name={emoji.name ?? 'emoji'} animated={emoji.animated === true} />
  ) : (
    <span>{emoji.name}</span>
  );
}
