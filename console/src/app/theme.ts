export type Theme = 'system' | 'light' | 'dark';

const KEY = 'botswain-theme';

function isTheme(text: string | null): text is Theme {
  return text === 'system' || text === 'light' || text === 'dark';
}

/** What the user chose in this browser; otherwise what the system says. */
export function theme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return isTheme(kept) ? kept : 'system';
  } catch {
    return 'system'; // Storage may be forbidden.
  }
}

export function applyTheme(chosen: Theme): void {
  if (chosen === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = chosen;
  }
}

export function chooseTheme(chosen: Theme): void {
  applyTheme(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It holds for this page, then.
  }
}
