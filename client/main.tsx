import './ui/base.css'
// Here for the first look, which comes with the document: no script is read before it.
import './pages/page-paper.css'
import './pages/page-text.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, findFirst } from './app/App.tsx'
import { firstLanguage, speak } from './core/i18n.tsx'
import { startServiceWorker } from './core/new-version.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Side by side, and not one after the other: the words, who it is, and the code of the screen.
findFirst()
await speak(firstLanguage())
createRoot(root).render(<StrictMode><App /></StrictMode>)
if (import.meta.env.PROD) startServiceWorker()
