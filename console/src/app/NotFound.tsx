import { Search } from 'lucide-react';
import { Link } from 'wouter';
import { Empty } from '../ui/parts.tsx';
import { useTitle } from './title.ts';

export function NotFound() {
  useTitle('No such page');
  return (
    <div className="not-found">
      <h1 className="unseen">No such page</h1>
      <Empty icon={Search} title="There is no such page">
        <p>
          The address may be mistyped. <Link href="/">Go to the start page</Link>
        </p>
      </Empty>
    </div>
  );
}
