import { useState, type ReactNode } from 'react';

/** Hides its content until it is asked for; `what` names it. */
export function Spoiler({ active, what, children }: { active: boolean; what: string; children: ReactNode }) {
  const [shown, show] = useState(!active);
  if (!active) {
    return children;
  }
  return (
    <div className="components-spoiler">
      <div className={shown ? undefined : 'components-spoiler-hidden'} inert={!shown}>
        {children}
      </div>
      {!shown && (
        <button type="button" className="components-spoiler-reveal" onClick={() => show(true)}>
          <span className="components-spoiler-word">
            Spoiler<span className="unseen">: show {what}</span>
          </span>
        </button>
      )}
    </div>
  );
}
