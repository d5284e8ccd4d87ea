// Charts: ui/LineChart.tsx, not uPlot, which would be a tenth of the budget.
import { PageHeader } from '../../ui/parts.tsx';

export default function Page() {
  return <PageHeader title="Overview"></PageHeader>;
}
