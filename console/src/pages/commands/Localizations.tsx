import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Field.tsx';

/** Discord's locales (https://discord.com/developers/docs/reference#locales). */
const LOCALES: readonly string[] =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(' ');

const names = new Intl.DisplayNames('en', { type: 'language' });

function nameOf(locale: string): string {
  try {
    return `${names.of(locale) ?? locale} (${locale})`;
  } catch {
    return locale;
  }
}

/** A text in other languages. */
export function Localizations({ label, texts, onChange }: { label: string; texts: Record<string, string>; onChange: (texts: Record<string, string>) => void }) {
  const free = LOCALES.filter((one) => !(one in texts));
  const next = free[0];
  return (
    <div className="command-languages">
      {Object.entries(texts).map(([locale, text]) => (
        <div key={locale} className="command-language">
          <Select
            label={`${label}: language`}
            value={locale}
            onChange={(event) => onChange(Object.fromEntries(Object.entries(texts).map(([one, old]) => [one === locale ? event.target.value : one, old])))}
          >
            {[locale, ...free].map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
          </Select>
          <TextField label={`${label} in ${nameOf(locale)}`} maxLength={100} value={text} onChange={(event) => onChange({ ...texts, [locale]: event.target.value })} />
          <IconButton
            icon={X}
            label={`Remove the ${label.toLowerCase()} in ${nameOf(locale)}`}
            onClick={() => onChange(Object.fromEntries(Object.entries(texts).filter(([one]) => one !== locale)))}
          />
        </div>
      ))}
      {next !== undefined && (
        <Button small icon={Plus} onClick={() => onChange({ ...texts, [next]: '' })}>
          {label} in another language
        </Button>
      )}
    </div>
  );
}
