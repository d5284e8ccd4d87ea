import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyTheme, theme } from './app/theme.ts';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
applyTheme(theme());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
