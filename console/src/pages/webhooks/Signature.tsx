import { useState } from 'react';
import { CodeBlock } from '../../ui/CopyButton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useBotId } from '../../app/identity.tsx';
import { NO_SECRET, recipesFor, type Recipe } from './recipes.ts';

/** How a receiver at this address checks signatures, ready to run. */
export function Signature({ url, secret }: { url: string; secret: string | null }) {
  const botId = useBotId();
  const [current, setCurrent] = useState<Recipe['key']>('node');
  const recipes = recipesFor({ url, botId, secret });
  const recipe = recipes.find((one) => one.key === current) ?? recipes[0];
  return (
    <div className="stack">
      <p>
        Each message has the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>, as{' '}
        <a href="https://www.standardwebhooks.com" target="_blank" rel="noopener noreferrer">
          Standard Webhooks
        </a>{' '}
        describes them. Drop what has come before by <code>webhook-id</code>.
        {secret === null && (
          <>
            {' '}
            Put the secret in place of <code>{NO_SECRET}</code>: it was shown once, and rotating gives a new one.
          </>
        )}
      </p>
      <Tabs label="Language" tabs={recipes.map(({ key, name }) => ({ key, label: name }))} current={current} onChange={setCurrent}>
        {recipe !== undefined && <CodeBlock text={recipe.text} label={`${recipe.name} recipe`} />}
      </Tabs>
    </div>
  );
}
