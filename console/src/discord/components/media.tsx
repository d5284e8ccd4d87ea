import { Download, File, ImageOff } from 'lucide-react';
import { useState } from 'react';
import { sizeText } from '../addresses.ts';
import { fields, list, number, text, webAddress, type Fields } from './fields.ts';
import { Spoiler } from './Spoiler.tsx';
import { attachmentName, useSurroundings } from './surroundings.ts';

/** An unfurled media item: an image, or what stands for one that cannot be shown here. */
function Media({ item, description, className }: { item: Fields; description: string | null; className: string }) {
  const { media } = useSurroundings();
  const [broken, setBroken] = useState(false);
  const address = text(item.url) ?? '';
  const kind = text(item.content_type) ?? '';
  const source = kind !== '' && !kind.startsWith('image/') ? null : media(text(item.proxy_url) ?? address);
  if (source !== null && !broken) {
    return (
      <img
        className={className}
        src={source}
        alt={description ?? ''}
        title={description ?? undefined}
        loading="lazy"
        width={number(item.width) ?? undefined}
        height={number(item.height) ?? undefined}
        onError={() => setBroken(true)}
      />
    );
  }
  const name = attachmentName(address) ?? (fileName(address) || 'media');
  const open = webAddress(address);
  return (
    <span className={`${className} components-media-missing`} title={description ?? undefined}>
      <ImageOff aria-hidden size={20} />
      {open === null ? (
        <span>{description ?? name}</span>
      ) : (
        <a href={open} target="_blank" rel="noopener noreferrer">
          {description ?? name}
        </a>
      )}
    </span>
  );
}

function fileName(address: string): string {
  return URL.canParse(address) ? decodeURIComponentSafely(new URL(address).pathname.split('/').at(-1) ?? '') : address;
}

function decodeURIComponentSafely(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

export function Thumbnail({ thumbnail }: { thumbnail: Fields }) {
  return (
    <div className="components-thumbnail">
      <Spoiler active={thumbnail.spoiler === true} what="thumbnail">
        <Media item={fields(thumbnail.media)} description={text(thumbnail.description)} className="components-thumbnail-image" />
      </Spoiler>
    </div>
  );
}

/** One to ten images; the style sheet lays each number out in its own way. */
export function MediaGallery({ gallery }: { gallery: Fields }) {
  const items = list(gallery.items).slice(0, 10);
  if (items.length === 0) {
    return <p className="components-unknown">A media gallery without media</p>;
  }
  return (
    <ul className={`components-gallery components-gallery-${items.length}`}>
      {items.map((item, index) => (
        <li key={index}>
          <Spoiler active={item.spoiler === true} what={`image ${index + 1}`}>
            <Media item={fields(item.media)} description={text(item.description)} className="components-gallery-image" />
          </Spoiler>
        </li>
      ))}
    </ul>
  );
}

export function FileCard({ file }: { file: Fields }) {
  const item = fields(file.file);
  const address = text(item.url) ?? '';
  const name = text(file.name) ?? attachmentName(address) ?? (fileName(address) || 'file');
  const open = webAddress(address);
  const bytes = number(file.size);
  return (
    <Spoiler active={file.spoiler === true} what="file">
      <div className="components-file">
        <File aria-hidden size={28} />
        <span className="components-file-name">
          {open === null ? (
            <span>{name}</span>
          ) : (
            <a href={open} target="_blank" rel="noopener noreferrer">
              {name}
            </a>
          )}
          {bytes !== null && <small>{sizeText(bytes)}</small>}
        </span>
        {open !== null && <Download aria-hidden size={20} />}
      </div>
    </Spoiler>
  );
}
