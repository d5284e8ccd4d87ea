import { PageHeader } from '../../ui/parts.tsx';

export default function Page() {
  return <PageHeader title="Webhooks"></PageHeader>;
}
