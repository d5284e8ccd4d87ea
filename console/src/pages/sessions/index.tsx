import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { PageHeader } from '../../ui/parts.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AuditLog } from './AuditLog.tsx';
import { NewSession } from './NewSession.tsx';
import { SessionList } from './SessionList.tsx';
import './sessions.css';

export default function Page() {
  const [tab, setTab] = useState<'sessions' | 'audit'>('sessions');
  const [creating, setCreating] = useState(false);
  const [audited, setAudited] = useState<string | null>(null);
  return (
    <div className="stack">
      <PageHeader
        title="Sessions"
        actions={
          <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
            New session
          </Button>
        }
      >
        Who may use this bot, and what each may do. Give a dashboard, a script or an agent a narrower session instead of the bot’s token.
      </PageHeader>
      <Tabs
        label="Sessions and audit"
        tabs={[
          { key: 'sessions', label: 'Sessions' },
          { key: 'audit', label: 'Audit' },
        ]}
        current={tab}
        onChange={setTab}
      >
        {tab === 'sessions' ? (
          <SessionList
            onAudit={(id) => {
              setAudited(id);
              setTab('audit');
            }}
          />
        ) : (
          <AuditLog session={audited} onSession={setAudited} />
        )}
      </Tabs>
      {creating && <NewSession onClose={() => setCreating(false)} />}
    </div>
  );
}
