import { File as FileIcon } from 'lucide-react';
import { durationText } from '../ui/Time.tsx';
import { isWebAddress, sizeText } from './addresses.ts';
import { Spoiler } from './components/Spoiler.tsx';
import type { Attachment } from './messageTypes.ts';
import { Picture } from './Picture.tsx';
import './Attachments.css';

/** The files of a message: pictures are drawn, others lead to Discord, since the console plays nothing from elsewhere. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  return attachments.length === 0 ? null : (
    <ul className="attachments" aria-label="Attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Spoiler active={attachment.spoiler === true} what={attachment.filename}>
            <File attachment={attachment} />
          </Spoiler>
        </li>
      ))}
    </ul>
  );
}

function File({ attachment }: { attachment: Attachment }) {
  const kind = attachment.contentType ?? '';
  if (kind.startsWith('image/')) {
    return (
      <Picture
        url={attachment.url}
        proxyUrl={attachment.proxyUrl}
        width={attachment.width}
        height={attachment.height}
        description={attachment.description ?? attachment.filename}
      />
    );
  }
  const name = attachment.title ?? attachment.filename;
  return (
    <div className="attachment">
      <FileIcon aria-hidden size={26} />
      <span className="attachment-words">
        {isWebAddress(attachment.url) ? (
          <a href={attachment.url} target="_blank" rel="noopener noreferrer">
            <bdi>{name}</bdi>
          </a>
        ) : (
          <bdi>{name}</bdi>
        )}
        <small>
          {attachment.durationSeconds !== undefined && `Voice message, ${durationText(attachment.durationSeconds * 1_000)}, `}
          {sizeText(attachment.size)}
          {attachment.description !== null && `, ${attachment.description}`}
        </small>
        {attachment.waveform !== undefined && <Waveform samples={attachment.waveform} />}
      </span>
    </div>
  );
}

const BARS = 64;

function Waveform({ samples }: { samples: string }) {
  let bytes: string;
  try {
    bytes = atob(samples.slice(0, 2_000)).slice(0, 256);
  } catch {
    return null;
  }
  const step = Math.max(1, Math.ceil(bytes.length / BARS));
  const bars: string[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    const height = Math.max(1, (bytes.charCodeAt(at) / 255) * 20);
    bars.push(`M${(at / step) * 4 + 1} ${12 - height / 2}v${height}`);
  }
  return (
    <svg className="attachment-wave" viewBox={`0 0 ${bars.length * 4} 24`} width={bars.length * 3} height={20} aria-hidden>
      <path d={bars.join('')} stroke="currentColor" strokeWidth={2} />
    </svg>
  );
}
