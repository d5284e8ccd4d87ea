import { mediaUrl } from '../api/media.ts';
import { isWebAddress } from './addresses.ts';
import { Markdown } from './Markdown.tsx';
import type { Embed } from './messageTypes.ts';
import { cssColor } from './names.ts';
import { Picture } from './Picture.tsx';
import './EmbedView.css';

/** The embeds of a message. Several with one address are one with several pictures. */
export function Embeds({ embeds }: { embeds: readonly Embed[] }) {
  const drawn: { embed: Embed; pictures: NonNullable<Embed['image']>[] }[] = [];
  for (const embed of embeds) {
    const before = drawn.at(-1);
    const image = embed.image ?? null;
    if (before !== undefined && image !== null && typeof embed.url === 'string' && embed.url === before.embed.url) {
      before.pictures.push(image);
    } else {
      drawn.push({ embed, pictures: image === null ? [] : [image] });
    }
  }
  return drawn.length === 0 ? null : (
    <div className="embeds">
      {drawn.map(({ embed, pictures }, at) => (
        <EmbedView key={at} embed={embed} pictures={pictures} />
      ))}
    </div>
  );
}

/** @param pictures in place of the embed's own */
export function EmbedView({ embed, pictures }: { embed: Embed; pictures?: readonly NonNullable<Embed['image']>[] }) {
  const shown = pictures ?? (embed.image === null || embed.image === undefined ? [] : [embed.image]);
  const thumbnail = embed.thumbnail ?? null;
  const only = (embed.type === 'image' || embed.type === 'gifv') && thumbnail !== null;
  if (only) {
    return <Picture url={embed.url ?? thumbnail.url} proxyUrl={thumbnail.proxy_url ?? thumbnail.url} width={thumbnail.width} height={thumbnail.height} description={thumbnail.description} />;
  }
  const large = thumbnail !== null && (embed.type === 'video' || embed.type === 'article');
  const fields = Array.isArray(embed.fields) ? embed.fields : [];
  return (
    <div className="embed" style={{ borderInlineStartColor: cssColor(embed.color) ?? undefined }}>
      <div className="embed-words">
        {text(embed.provider?.name) !== null && <p className="embed-provider">{embed.provider?.name}</p>}
        {text(embed.author?.name) !== null && (
          <p className="embed-author">
            <Icon url={embed.author?.proxy_icon_url ?? embed.author?.icon_url} />
            <Linked to={embed.author?.url}>{embed.author?.name ?? ''}</Linked>
          </p>
        )}
        {text(embed.title) !== null && (
          <p className="embed-title">
            {isWebAddress(embed.url) ? (
              <a href={embed.url} target="_blank" rel="noopener noreferrer nofollow" title={embed.url}>
                <bdi>{embed.title}</bdi>
              </a>
            ) : (
              <Markdown text={embed.title ?? ''} inline />
            )}
          </p>
        )}
        {text(embed.description) !== null && <Markdown text={embed.description ?? ''} />}
        {fields.length > 0 && (
          <dl className="embed-fields">
            {fields.slice(0, 25).map((field, at) => (
              <div key={at} className={field.inline === true ? 'embed-field embed-field-inline' : 'embed-field'}>
                <dt>
                  <Markdown text={String(field.name)} inline />
                </dt>
                <dd>
                  <Markdown text={String(field.value)} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {thumbnail !== null && !large && (
        <div className="embed-thumbnail">
          <Picture url={thumbnail.url} proxyUrl={thumbnail.proxy_url} width={thumbnail.width} height={thumbnail.height} description={thumbnail.description} maxWidth={80} maxHeight={80} />
        </div>
      )}
      {(shown.length > 0 || large) && (
        <div className={shown.length > 1 ? 'embed-pictures embed-pictures-many' : 'embed-pictures'}>
          {large && <Picture url={embed.url ?? thumbnail.url} proxyUrl={thumbnail.proxy_url ?? thumbnail.url} width={thumbnail.width} height={thumbnail.height} description={thumbnail.description} />}
          {shown.map((picture, at) => (
            <Picture key={at} url={picture.url} proxyUrl={picture.proxy_url} width={picture.width} height={picture.height} description={picture.description} />
          ))}
        </div>
      )}
      {(text(embed.footer?.text) !== null || validTime(embed.timestamp) !== null) && (
        <p className="embed-footer">
          <Icon url={embed.footer?.proxy_icon_url ?? embed.footer?.icon_url} />
          <span>
            {embed.footer?.text}
            {text(embed.footer?.text) !== null && validTime(embed.timestamp) !== null && ' • '}
            {validTime(embed.timestamp)}
          </span>
        </p>
      )}
    </div>
  );
}

function text(value: string | null | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function validTime(timestamp: string | null | undefined): string | null {
  const at = Date.parse(timestamp ?? '');
  return Number.isNaN(at) ? null : new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function Icon({ url }: { url: string | null | undefined }) {
  const source = mediaUrl(url);
  return source === null ? null : <img className="embed-icon" src={source} alt="" width={20} height={20} loading="lazy" />;
}

function Linked({ to, children }: { to: string | null | undefined; children: string }) {
  return isWebAddress(to) ? (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow" title={to}>
      <bdi>{children}</bdi>
    </a>
  ) : (
    <bdi>{children}</bdi>
  );
}
