import './ui/base.css'
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
